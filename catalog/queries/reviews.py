"""Reviews as pages show them: rows, histogram, pages, and what one person may do with each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, UUIDField

from catalog.models import CourseSummary, Review, ReviewVote
from catalog.models.review import STARS
from catalog.queries.counted import Counted
from lms_site.prepared import Prepared

PER_PAGE = 20
ON_COURSE_PAGE = 3
SORTS = {
    "helpful": ("-helpful_count", "-pk"),
    "newest": ("-created_at", "-pk"),
    "best": ("-stars", "-pk"),
    "worst": ("stars", "-pk"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """How many reviews give so many stars, and the whole percent of all."""

    stars: int
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class ReviewBoard:
    """What the course page shows of its reviews."""

    bars: tuple[Bar, ...]
    rows: list[Review]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One page of all reviews; `voted` are the ids of those that the person found helpful."""

    bars: tuple[Bar, ...]
    total: int
    page_obj: Page
    sort: str
    stars: int | None
    voted: frozenset[int]


def shown_reviews(course_key: UUID) -> QuerySet[Review]:
    """The reviews that everybody may see, with the names of writer and answering instructor."""
    rows = Review.objects.filter(course_key=course_key, is_hidden=False)
    return rows.select_related("user", "answered_by")


HELPFUL: Prepared = Prepared(
    lambda course: shown_reviews(course).order_by(*SORTS["helpful"])[:ON_COURSE_PAGE],
    course=UUIDField(),
)


def review_board(summary: CourseSummary) -> ReviewBoard:
    """Histogram and the reviews that most people found helpful: two queries, none without a review."""
    if not summary.rating_count:
        return ReviewBoard(histogram({}), [])
    return ReviewBoard(histogram(counts_of(summary.course_key)), HELPFUL.rows(course=summary.course_key))


def counts_of(course_key: UUID) -> dict[int, int]:
    """How many shown reviews give how many stars; one query."""
    rows = Review.objects.filter(course_key=course_key, is_hidden=False).order_by()
    return dict(rows.values_list("stars").annotate(count=Count("pk")))


def histogram(counts: dict[int, int]) -> tuple[Bar, ...]:
    """From five stars down; percents are rounded, so that they need not add up to 100."""
    total = sum(counts.values())
    return tuple(
        Bar(stars, counts.get(stars, 0), round(100 * counts.get(stars, 0) / total) if total else 0)
        for stars in reversed(STARS)
    )


def review_page(course_key: UUID, params: Any, *, user) -> ReviewPage:
    """All reviews, a page of 20; two queries for a visitor, three for a person.

    `params` is a query string: sort, stars, page. What it does not know does not count.
    """
    sort = params.get("sort", "helpful")
    sort = sort if sort in SORTS else "helpful"
    stars = _stars_of(params.get("stars", ""))
    counts = counts_of(course_key)
    rows = shown_reviews(course_key).order_by(*SORTS[sort])
    rows = rows.filter(stars=stars) if stars else rows
    total = sum(counts.values())
    page = Paginator(Counted(rows, counts.get(stars, 0) if stars else total), PER_PAGE).get_page(params.get("page"))
    page.object_list = list(page.object_list)
    return ReviewPage(histogram(counts), total, page, sort, stars, votes_of(user, page.object_list))


def _stars_of(value: str) -> int | None:
    return int(value) if value in {str(stars) for stars in STARS} else None


def votes_of(user, reviews: Iterable[Review]) -> frozenset[int]:
    """Ids of those reviews that `user` found helpful; one query, none for a visitor."""
    if not user.is_authenticated:
        return frozenset()
    votes = ReviewVote.objects.filter(user=user, review__in=[review.pk for review in reviews])
    return frozenset(votes.values_list("review_id", flat=True))


def review_by(user, course_key: UUID) -> Review | None:
    """The review that `user` has written of a course, hidden or not; one query."""
    return Review.objects.filter(user=user, course_key=course_key).first()
