"""How drafts are shown to their team."""

from typing import Any

from rest_framework import serializers

from catalog.models import CourseSubmission
from catalog.queries.board import STATE_NAMES, BoardModule, BoardPage
from catalog.queries.drafts import CourseDraft, PageDraft

from .fields import CourseFields, LessonFields, ModuleFields

STATES = [(name, name) for name in STATE_NAMES]


class BoardPageSerializer(serializers.Serializer):
    """A module or a lesson in the curriculum of a draft."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES)
    is_locked = serializers.BooleanField()
    is_in_review = serializers.BooleanField()
    minutes = serializers.IntegerField()


class BoardLessonSerializer(BoardPageSerializer):
    is_free_preview = serializers.BooleanField()


class BoardModuleSerializer(BoardPageSerializer):
    lessons = BoardLessonSerializer(many=True)


class SubmissionSerializer(serializers.ModelSerializer):
    """A review of a course; `published_at` is null while an approved one waits for its time."""

    class Meta:
        model = CourseSubmission
        fields = ("id", "state", "message", "go_live_at", "created_at", "decided_at", "reason", "published_at")
        read_only_fields = fields


class PageDraftSerializer(serializers.Serializer):
    """What drafts of all kinds of pages tell."""

    id = serializers.IntegerField()
    course_id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=STATES)
    is_live = serializers.BooleanField()
    is_locked = serializers.BooleanField()
    is_in_review = serializers.BooleanField(help_text="This page alone, or the course with all its drafts.")
    changed_at = serializers.DateTimeField(allow_null=True)


class CourseDraftSerializer(PageDraftSerializer):
    """A course as its team sees it, with its curriculum, drafts included, and its last review."""

    review = SubmissionSerializer(allow_null=True)
    draft = CourseFields()
    modules = BoardModuleSerializer(many=True)


class ModuleDraftSerializer(PageDraftSerializer):
    draft = ModuleFields()


class LessonDraftSerializer(PageDraftSerializer):
    module_id = serializers.IntegerField()
    draft = LessonFields()


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
