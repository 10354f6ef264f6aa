"""Who is in a batch, as its learners see each other: no addresses, photos of those alone who show them."""

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from catalog.queries.people import people_with_pages
from classroom.models import BatchMember, BatchTeacher, CourseBatch


def teachers_of(batch: CourseBatch) -> QuerySet[BatchTeacher]:
    """Teachers, then assistants, each with account and profile, and with `has_page`; one query."""
    rows = batch.teachers.filter(user__is_active=True).select_related("user", "user__profile")
    return rows.annotate(has_page=_has_page()).order_by("-role", "pk")


def classmates_in(batch: CourseBatch) -> QuerySet[BatchMember]:
    """Those who have a seat, by name, as `teachers_of` has them."""
    rows = batch.members.filter(left_at=None, user__is_active=True).select_related("user", "user__profile")
    name = Lower(Coalesce(NullIf("user__display_name", Value("")), "user__email"))
    return rows.annotate(has_page=_has_page()).order_by(name, "pk")


def _has_page() -> Exists:
    return Exists(people_with_pages().filter(pk=OuterRef("user")))
