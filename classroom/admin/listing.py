"""What the classroom's lists in the CMS share: who sees them, and the course of each row."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

from accounts.cms.listing import ActivityExportMixin, TableListing
from catalog.queries.named_courses import titles_of
from classroom.models import CourseBatch


class ClassroomListing(ActivityExportMixin, TableListing):
    """A list for moderators and admins; exports stand in the activity log."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("classroom.oversee_batches"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def batches_in(self, rows) -> Iterable[CourseBatch]:
        """The batches that the rows are, or are of."""
        return (row.batch for row in rows)

    def named(self, rows):
        """The rows, whose batches know their `course_title`; one query."""
        rows = list(rows)
        titles = titles_of(batch.course_key for batch in self.batches_in(rows))
        for batch in self.batches_in(rows):
            batch.course_title = titles.get(batch.course_key, "")
        return rows

    def paginate_queryset(self, queryset, page_size):
        paginator, page, rows, is_paginated = super().paginate_queryset(queryset, page_size)
        page.object_list = self.named(rows)
        return paginator, page, page.object_list, is_paginated

    def as_spreadsheet(self, queryset, spreadsheet_format: str) -> HttpResponse:
        return super().as_spreadsheet(self.named(queryset), spreadsheet_format)


def course_choices() -> list[tuple[str, str]]:
    """Courses that have batches, by title; two queries."""
    keys = CourseBatch.objects.order_by().values_list("course_key", flat=True).distinct()
    choices = ((str(key), title) for key, title in titles_of(keys).items())
    return sorted(choices, key=lambda choice: choice[1].casefold())


def of_course(field: str):
    """A filter's method: rows whose `field` is the course chosen."""

    def filter_course(_filters, rows: QuerySet, _name: str, value: str) -> QuerySet:
        return rows.filter(**{field: value})

    return filter_course


class DayColumn(Column):
    """A day, or a moment by the reader's clock, as it stands in a calendar: what is to come, too."""

    def get_value(self, instance) -> str:
        value = super().get_value(instance)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        return date_format(value, "SHORT_DATE_FORMAT") if value else ""


def settings_url(batch: CourseBatch) -> str:
    """Where a batch is looked at: on the site."""
    return reverse("classroom:batch_settings", args=[batch.pk])
