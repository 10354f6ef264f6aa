"""What a submission of a course would gather: every draft of its tree, and what its author wants off the site."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from wagtail.models import Page, PageLogEntry

from catalog.models import CoursePage, CourseSubmission, SubmissionItem

Kind = SubmissionItem.Kind
MOVES = ("wagtail.move", "wagtail.reorder")


@dataclass(frozen=True)
class Change:
    """A page that belongs into the submission, and why; titles of places for one that was moved."""

    page: Page
    kind: str
    moved_from: str = ""
    moved_to: str = ""

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)


def pages_of(course: CoursePage) -> QuerySet[Page]:
    """The course and everything below it in the order of the tree, without aliases, which follow their source."""
    return Page.objects.descendant_of(course, inclusive=True).filter(alias_of=None).order_by("path")


def gather(course: CoursePage, *, unpublish: Collection[int] = (), republish: Collection[int] = ()) -> list[Change]:
    """New, changed and moved pages, and those to be taken off the site, in the order of the tree.

    A page that was taken off the site stays off unless its id is in `republish`; the course itself always
    comes along, as nothing of it shows without it. Three queries.
    """
    pages = list(pages_of(course))
    moves = moves_in(course, pages)
    found = (_change(page, moves.get(page.pk), unpublish, {course.pk, *republish}) for page in pages)
    return [change for change in found if change is not None]


def _change(page: Page, move: tuple[str, str] | None, unpublish, republish) -> Change | None:
    places = move or ("", "")
    if not page.live:
        is_wanted = page.first_published_at is None or page.pk in republish
        return Change(page, Kind.NEW) if is_wanted else None
    if page.pk in unpublish:
        return Change(page, Kind.UNPUBLISH)
    if page.has_unpublished_changes and page.latest_revision_id:
        return Change(page, Kind.CHANGED, *places)
    return Change(page, Kind.MOVED, *places) if move else None


def moves_in(course: CoursePage, pages: Iterable[Page]) -> dict[int, tuple[str, str]]:
    """Live pages that were moved since they, or the course, were last approved: where from and where to."""
    live = {page.pk: page for page in pages if page.live and page.last_published_at}
    approved = CourseSubmission.objects.filter(course=course, published_at__isnull=False).order_by("-created_at")
    since = approved.values_list("created_at", flat=True).first()
    entries = PageLogEntry.objects.filter(page_id__in=live, action__in=MOVES).order_by("timestamp")
    moves: dict[int, tuple[str, str]] = {}
    for page_id, timestamp, data in entries.values_list("page_id", "timestamp", "data"):
        if timestamp > _latest(live[page_id].last_published_at, since):
            before = moves.get(page_id, (_title(data, "source"), ""))[0]
            moves[page_id] = (before, _title(data, "destination"))
    return moves


def _latest(published: datetime, approved: datetime | None) -> datetime:
    return max(published, approved) if approved else published


def _title(data: dict, end: str) -> str:
    return str((data.get(end) or {}).get("title") or "")[:255]


def on_the_site(course: CoursePage) -> QuerySet[Page]:
    """Live modules and lessons, which an author may ask to be taken off the site."""
    return pages_of(course).filter(live=True).exclude(pk=course.pk)


def taken_off(course: CoursePage) -> QuerySet[Page]:
    """Modules and lessons that were on the site once and may be put back."""
    return pages_of(course).filter(live=False, first_published_at__isnull=False).exclude(pk=course.pk)
