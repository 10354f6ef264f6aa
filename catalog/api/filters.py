"""What a query string may ask of the read API, without becoming a way to guess hidden text."""

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.filters import FieldsFilter
from wagtail.api.v2.utils import BadRequestError

MAX_WORDS = 8
MAX_NESTING = 4


class KnownFieldsFilter(FieldsFilter):
    """`?title=…` and the like; a value that a field cannot hold is the caller's mistake, not ours."""

    def filter_queryset(self, request, queryset, view):
        try:
            return super().filter_queryset(request, queryset, view)
        except (ValidationError, ValueError, OverflowError) as error:
            raise BadRequestError("field filter error: a value does not fit its field") from error


class TitleSearchFilter(BaseFilterBackend):
    """`?search=` over titles alone: an index over bodies would tell what stands in closed lessons.

    Every word must occur, or one of them with `search_operator=or`; upper and lower case are alike.
    """

    def filter_queryset(self, request, queryset: QuerySet, view) -> QuerySet:
        words = request.GET.get("search", "").split()[:MAX_WORDS]
        if not words:
            return queryset
        wanted = [Q(title__icontains=word) for word in words]
        any_word = request.GET.get("search_operator") == "or"
        condition = wanted[0]
        for word in wanted[1:]:
            condition = condition | word if any_word else condition & word
        return queryset.filter(condition)


def refuse_hostile(query) -> None:
    """Raise BadRequestError for what no honest caller sends and some part below would stumble over."""
    if any("\x00" in text for pair in query.lists() for text in (pair[0], *pair[1])):
        raise BadRequestError("null characters are not allowed")
    if query.get("fields", "").count("(") > MAX_NESTING:
        raise BadRequestError(f"fields error: at most {MAX_NESTING} levels are allowed")
