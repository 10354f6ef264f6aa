"""The rating of a course: the plain mean of the reviews that are shown, and their number."""

from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from django.db import transaction
from django.db.models import Avg, Count

from catalog.models import CoursePage, CourseSummary, Review
from lms_site.cache_versions import bump


class Rating(TypedDict):
    """`rating_mean` from 1.00 to 5.00, None without a review."""

    rating_mean: Decimal | None
    rating_count: int


def rating_of(course_key: UUID) -> Rating:
    """Counted from the reviews themselves; one query."""
    shown = Review.objects.filter(course_key=course_key, is_hidden=False)
    found = shown.aggregate(mean=Avg("stars"), count=Count("pk"))
    mean = None if found["mean"] is None else round(Decimal(found["mean"]), 2)
    return {"rating_mean": mean, "rating_count": found["count"]}


def lock_rating(course_key: UUID) -> None:
    """Let nobody else write the rating of this course until the transaction ends.

    Locks the course in all its languages, after enrollment and review and before the card. Publishing
    holds the same rows, so that a card made anew misses no review.
    """
    pages = CoursePage.objects.filter(translation_key=course_key).only("page_ptr_id").order_by("pk")
    list(pages.select_for_update(of=("self",), no_key=True))


@transaction.atomic
def push_rating(course_key: UUID) -> None:
    """Count the rating again and write it to the cards; whatever visitors see of the course is rendered anew.

    Reads under the lock, after the change: two reviews at once both count.
    """
    lock_rating(course_key)
    CourseSummary.objects.filter(course_key=course_key).update(**rating_of(course_key))
    bump("public")
