"""How drafts are shown to their team."""

from rest_framework import serializers

from catalog.models import CourseSubmission
from catalog.queries.board import STATE_NAMES

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
