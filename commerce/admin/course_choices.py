"""Courses to tick in forms of the shop, by the key that all their languages share."""

from collections.abc import Iterable
from uuid import UUID

from django import forms

from catalog.models import CourseSummary
from catalog.queries.named_courses import titles_of


def course_choices(*, chosen: Iterable[UUID] = ()) -> list[tuple[str, str]]:
    """Key and title of every course that has a card, and of those `chosen` before, by title; two queries at most."""
    titles = dict(CourseSummary.objects.order_by("-pk").values_list("course_key", "title"))
    missing = set(chosen) - set(titles)
    if missing:
        titles |= {key: str(key) for key in missing} | titles_of(missing)
    return sorted(((str(key), title) for key, title in titles.items()), key=lambda choice: choice[1].casefold())


class CoursesField(forms.TypedMultipleChoiceField):
    """Courses as ticks; cleans to a list of their keys."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(coerce=UUID, **kwargs)

    def prepare_value(self, value):
        return [str(key) for key in value or []]
