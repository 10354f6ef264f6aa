"""What a list must fetch for each field that it shows, so that twenty items cost what one costs."""

from dataclasses import dataclass

from django.db.models import Model, Prefetch, QuerySet
from wagtail.fields import StreamField

from catalog.models import CoursePage, LessonPage


@dataclass(frozen=True, slots=True)
class Need:
    """Relations to join; and child rows to fetch with one more query, with what is joined to them."""

    joins: tuple[str, ...] = ()
    rows: str = ""
    joins_of_rows: tuple[str, ...] = ()


CARD = Need(joins=("card",))
NEEDS: dict[type[Model], dict[str, Need]] = {
    CoursePage: {
        "category": Need(joins=("category",)),
        "image": Need(joins=("image",), rows="image__renditions"),
        "tags": Need(rows="tagged_items", joins_of_rows=("tag",)),
        "instructors": Need(rows="course_instructors", joins_of_rows=("user__profile",)),
        "cover_url": CARD,
        "lesson_count": CARD,
        "minutes": CARD,
        "learner_count": CARD,
    },
    LessonPage: {
        "video": Need(joins=("video",)),
        "attachments": Need(rows="attachments", joins_of_rows=("document",)),
    },
}
LOCALE = Need(joins=("locale",))


def fetched_for(queryset: QuerySet, shown: set[str]) -> QuerySet:
    """`queryset` with what the fields `shown` need, and without the texts in blocks that are not shown."""
    model = queryset.model
    needs = [need for name, need in {**NEEDS.get(model, {}), "locale": LOCALE}.items() if name in shown]
    joins = {name for need in needs for name in need.joins}
    unused = {field.name for field in model._meta.get_fields() if isinstance(field, StreamField)} - shown
    # Without names, `select_related` would join everything.
    queryset = queryset.select_related(*joins) if joins else queryset
    return queryset.defer(*unused).prefetch_related(*(fetching(model, need) for need in needs if need.rows))


def fetching(model: type[Model], need: Need) -> str | Prefetch:
    """How Django is told to fetch the child rows of a need."""
    if not need.joins_of_rows:
        return need.rows
    rows = model._meta.get_field(need.rows).related_model.objects.select_related(*need.joins_of_rows)
    return Prefetch(need.rows, rows)
