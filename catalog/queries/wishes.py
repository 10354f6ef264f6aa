"""The courses somebody wants to take, and those they looked at lately."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import OuterRef, Subquery

from catalog.models import CourseSummary, CourseVisit, Wish

RECENT_COUNT = 3


def wished_courses(user) -> list[CourseSummary]:
    """The cards of the wishlist, the latest wish first; one query. Courses closed at the moment are left out."""
    wishes = Wish.objects.filter(user=user)
    since = wishes.filter(course_key=OuterRef("course_key")).values("created_at")[:1]
    rows = CourseSummary.objects.filter(course_key__in=wishes.values("course_key"))
    return list(rows.annotate(since=Subquery(since)).order_by("-since", "pk"))


def has_wished(user, course_key: UUID) -> bool:
    """Whether the course is on the wishlist of `user`; one query."""
    return Wish.objects.filter(user=user, course_key=course_key).exists()


def recently_viewed(user, *, without: Collection[UUID] = (), count: int = RECENT_COUNT) -> list[CourseSummary]:
    """The courses whose pages `user` looked at last, except `without`; one query."""
    visits = CourseVisit.objects.filter(user=user)
    seen = visits.filter(course_key=OuterRef("course_key")).values("seen_at")[:1]
    rows = CourseSummary.objects.filter(course_key__in=visits.values("course_key")).exclude(course_key__in=without)
    return list(rows.annotate(seen=Subquery(seen)).order_by("-seen", "pk")[:count])
