"""From a draft to the data of its answer."""

from typing import Any

from catalog.queries.board import BoardModule, BoardPage
from catalog.queries.drafts import CourseDraft, PageDraft

from .draft_serializers import SubmissionSerializer


def course_answer(found: CourseDraft) -> dict[str, Any]:
    """The data of `CourseDraftSerializer`."""
    is_pending = found.review is not None and found.review.is_pending
    return {
        **page_answer(found.own, found.own.page.pk),
        "is_in_review": is_pending or found.own.is_in_review,
        "review": SubmissionSerializer(found.review).data if found.review else None,
        "modules": [_module(module) for module in found.board.modules],
    }


def _module(module: BoardModule) -> dict[str, Any]:
    lessons = [{**_page(lesson), "is_free_preview": lesson.is_free_preview} for lesson in module.lessons]
    return {**_page(module.page), "minutes": module.minutes, "lessons": lessons}


def _page(page: BoardPage) -> dict[str, Any]:
    names = ("id", "title", "state", "is_locked", "is_in_review", "minutes")
    return {name: getattr(page, name) for name in names}


def page_answer(found: PageDraft, course_id: int) -> dict[str, Any]:
    """The data of `PageDraftSerializer` with the draft itself."""
    return {
        "id": found.page.pk,
        "course_id": course_id,
        "state": found.state,
        "is_live": found.page.live,
        "is_locked": found.is_locked,
        "is_in_review": found.is_in_review,
        "changed_at": found.changed_at,
        "draft": found.values,
    }
