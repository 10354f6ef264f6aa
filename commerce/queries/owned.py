"""What somebody has already."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, IntegerField
from django.utils import timezone

from catalog.access import open_enrollments
from commerce.goods import Goods
from lms_site.prepared import Prepared

from .places import batches_joined

OPEN_COURSES: Prepared = Prepared(
    lambda user, now: open_enrollments(user, now).filter(is_open=True).values_list("course_key"),
    user=IntegerField(),
    now=DateTimeField(),
)


def owned_courses(user, keys: Iterable[UUID], now: datetime | None = None) -> set[UUID]:
    """Of these courses, those that `user` can learn now; one query, none for a visitor."""
    keys = set(keys)
    if not keys or user is None or not user.is_authenticated:
        return set()
    return keys.intersection(OPEN_COURSES.column(user=user.pk, now=now or timezone.now()))


def owned_goods(user, goods: Iterable[Goods], now: datetime | None = None) -> set[int]:
    """The ids of the offers of which `user` has everything: each course, or for a place its batch.

    One query, one more where there are places, none for a visitor.
    """
    goods = list(goods)
    places = {one.offer.pk: one.batch.pk for one in goods if one.batch is not None}
    courses = [one for one in goods if one.offer.pk not in places]
    owned = owned_courses(user, [key for one in courses for key in one.keys], now)
    joined = batches_joined(user, places.values())
    of_courses = {one.offer.pk for one in courses if owned.issuperset(one.keys)}
    return of_courses | {pk for pk, batch_id in places.items() if batch_id in joined}
