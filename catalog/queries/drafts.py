"""A draft as its team sees it through the API: what may be changed, and where it stands."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import Page, Revision

from catalog.models import CoursePage, CourseSubmission
from catalog.queries.board import Board, load_board, state_of, with_states
from catalog.queries.draft_values import Draft, written_values
from catalog.queries.submissions import history_of


@dataclass(frozen=True, slots=True)
class PageDraft:
    """The draft of one page. `version` changes with every saving, `etag` with whatever the answer shows as well."""

    page: Draft
    values: dict[str, Any]
    state: str
    is_locked: bool
    is_in_review: bool
    version: str
    changed_at: datetime | None

    @property
    def etag(self) -> str:
        return _etag(self.version, self.state, self.is_locked, self.is_in_review, self.page.path)


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """The draft of a course with its curriculum and its last review."""

    own: PageDraft
    board: Board
    review: CourseSubmission | None

    @property
    def etag(self) -> str:
        review = self.review and (self.review.pk, self.review.state, self.review.published_at)
        return _etag(self.own.version, self.own.etag, self.board, review)


def _etag(version: str, *facts: Any) -> str:
    return f"{version}.{hashlib.sha256(repr(facts).encode()).hexdigest()[:16]}"


def draft_version(page: Page) -> str:
    """What changes with every saving of the draft, the editor's saving over its own revision included."""
    last = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("-created_at", "-pk")
    row = last.values_list("pk", "created_at").first()
    return version_of(*row) if row else "0"


def version_of(revision_id: int | None, saved_at: datetime | None) -> str:
    """The version of a draft that was last saved as this revision, at this moment."""
    return f"{revision_id}-{saved_at:%Y%m%d%H%M%S%f}" if revision_id and saved_at else "0"


def course_draft(course: CoursePage) -> CourseDraft:
    """The draft of a course; as many queries for a long one as for a short one."""
    review = history_of(course.pk).first()
    own = page_draft(course)
    return CourseDraft(own, load_board(course), review)


def page_draft(page: Draft) -> PageDraft:
    """The draft of a course, module or lesson, its blocks as programs write them."""
    facts = with_states(Page.objects.filter(pk=page.pk)).values("is_scheduled", "is_in_review", "locked").get()
    draft = page.get_latest_revision_as_object()
    last = page.latest_revision
    return PageDraft(
        page=page,
        values=written_values(draft),
        state=state_of(
            live=page.live,
            is_scheduled=facts["is_scheduled"],
            has_changes=page.has_unpublished_changes,
            first_published_at=page.first_published_at,
        ),
        is_locked=facts["locked"],
        is_in_review=facts["is_in_review"],
        version=version_of(last.pk, last.created_at) if last else "0",
        changed_at=last.created_at if last else None,
    )
