"""Batches at `/api/cms/v2/batches/`, for frontends that read everything there."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from rest_framework.fields import CharField, DateTimeField, Field, IntegerField, UUIDField
from wagtail.api.v2.filters import OrderingFilter
from wagtail.api.v2.serializers import BaseSerializer
from wagtail.api.v2.views import BaseAPIViewSet

from catalog.api.filters import KnownFieldsFilter
from catalog.api.views import CatalogEndpoint
from catalog.queries.named_courses import ids_and_titles_of
from classroom.models import CourseBatch
from classroom.queries.public_batches import public_batches
from lms_site.links import absolute_url


class CourseField(Field):
    """The course as number of its page, key and title; read for all batches of a list at once."""

    def __init__(self) -> None:
        super().__init__(read_only=True)

    def get_attribute(self, batch: CourseBatch) -> CourseBatch:
        return batch

    def to_representation(self, batch: CourseBatch) -> dict[str, Any]:
        pk, title = self.context["view"].course_of(batch)
        return {"id": pk, "key": str(batch.course_key), "title": title}


class AddressField(Field):
    """The page at which one joins."""

    def __init__(self) -> None:
        super().__init__(read_only=True)

    def get_attribute(self, batch: CourseBatch) -> CourseBatch:
        return batch

    def to_representation(self, batch: CourseBatch) -> str:
        return absolute_url(reverse("classroom:batch", args=[batch.pk]))


class WeekField(Field):
    """The weekly times: Monday is 0, by the clocks of the batch."""

    def __init__(self) -> None:
        super().__init__(read_only=True)

    def get_attribute(self, batch: CourseBatch) -> CourseBatch:
        return batch

    def to_representation(self, batch: CourseBatch) -> list[dict[str, Any]]:
        return [
            {"weekday": slot.weekday, "begins": slot.begins.strftime("%H:%M"), "minutes": slot.minutes}
            for slot in batch.slots.all()
        ]


class CmsBatchSerializer(BaseSerializer):
    """A batch in Wagtail's form."""

    course = CourseField()
    course_key = UUIDField(read_only=True)
    html_url = AddressField()
    joining = CharField(read_only=True)
    joins_from = DateTimeField(read_only=True)
    joins_until = DateTimeField(read_only=True)
    seats = IntegerField(source="stock.capacity", read_only=True)
    seats_left = IntegerField(source="stock.left", read_only=True)
    weekly_times = WeekField()


class BatchesEndpoint(CatalogEndpoint):
    """Batches that anybody may find: of public courses, open to anybody or for sale, neither over nor archived."""

    base_serializer_class = CmsBatchSerializer
    filter_backends = [KnownFieldsFilter, OrderingFilter]
    body_fields = [
        *BaseAPIViewSet.body_fields,
        *("name", "course", "course_key", "html_url", "starts_on", "ends_on", "timezone", "joining", "joins_from"),
        *("joins_until", "seats", "seats_left", "weekly_times"),
    ]
    listing_default_fields = [
        *BaseAPIViewSet.listing_default_fields,
        *("name", "course", "html_url", "starts_on", "ends_on", "timezone", "joining", "seats_left"),
    ]
    name = "batches"
    model = CourseBatch

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._courses: dict[Any, tuple[int, str]] = {}

    @cached_property
    def _queryset(self) -> QuerySet[CourseBatch]:
        return public_batches(timezone.now())

    def get_queryset(self) -> QuerySet[CourseBatch]:
        return self._queryset

    def with_what_is_shown(self, queryset: QuerySet) -> QuerySet:
        return queryset.prefetch_related("slots") if "weekly_times" in self.shown_fields else queryset

    def paginate_queryset(self, queryset):
        batches = list(super().paginate_queryset(queryset))
        if "course" in self.shown_fields:
            self._courses.update(ids_and_titles_of(batch.course_key for batch in batches))
        return batches

    def course_of(self, batch: CourseBatch) -> tuple[int, str]:
        """Number and title of its course; read for all of a list at once."""
        if batch.course_key not in self._courses:
            self._courses.update(ids_and_titles_of([batch.course_key]))
        return self._courses[batch.course_key]
