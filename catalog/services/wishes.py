"""Putting courses on a wishlist and taking them off."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from catalog.errors import CourseClosed, WishesFull
from catalog.models import CoursePage, Wish

MAX_WISHES = 200


@transaction.atomic
def add_wish(*, user, course: CoursePage, now: datetime | None = None) -> Wish:
    """Put a live course on the list, once; later calls return the first wish. Raises CourseClosed, WishesFull."""
    if not course.live:
        raise CourseClosed
    get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)
    wishes = Wish.objects.filter(user=user)
    known = wishes.filter(course_key=course.translation_key).first()
    if known is not None:
        return known
    if wishes.count() >= MAX_WISHES:
        raise WishesFull
    return Wish.objects.create(user=user, course_key=course.translation_key, created_at=now or timezone.now())


def drop_wish(*, user, course_key: UUID) -> None:
    """Take a course off the list; taking it off twice is taking it off once."""
    Wish.objects.filter(user=user, course_key=course_key).delete()
