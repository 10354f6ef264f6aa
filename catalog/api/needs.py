"""What a list must fetch for each field that it shows, so that twenty items cost what one costs."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet
from wagtail.fields import StreamField

from catalog.models import CoursePage, LessonPage


@dataclass(frozen=True, slots=True)
class Need:
    """Relations to join, and relations to fetch with one more query each."""

    joins: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


CARD = Need(joins=("card",))
NEEDS: dict[type[Model], dict[str, Need]] = {
    CoursePage: {
        "category": Need(joins=("category",)),
        "image": Need(joins=("image",), lists=("image__renditions",)),
        "tags": Need(lists=("tagged_items__tag",)),
        "instructors": Need(lists=("course_instructors__user__profile",)),
        "cover_url": CARD,
        "lesson_count": CARD,
        "minutes": CARD,
        "learner_count": CARD,
    },
    LessonPage: {
        "video": Need(joins=("video",)),
        "attachments": Need(lists=("attachments__document",)),
    },
}
LOCALE = Need(joins=("locale",))


def fetched_for(queryset: QuerySet, shown: set[str]) -> QuerySet:
    """`queryset` with what the fields `shown` need, and without the texts in blocks that are not shown."""
    model = queryset.model
    needs = [need for name, need in {**NEEDS.get(model, {}), "locale": LOCALE}.items() if name in shown]
    joins = {name for need in needs for name in need.joins}
    lists = {name for need in needs for name in need.lists}
    unused = {field.name for field in model._meta.get_fields() if isinstance(field, StreamField)} - shown
    # Without names, `select_related` would join everything.
    queryset = queryset.select_related(*joins) if joins else queryset
    return queryset.defer(*unused).prefetch_related(*lists)
