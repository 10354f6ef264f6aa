"""Courses as programs read them: the card in lists, and everything on the course's page."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.api.v1.fields import AddressField, MoneyField, PriceSerializer, RatingSerializer
from lms_site.api.serializers import SparseFields

from .blocks import CourseDescriptionField, FaqField, ItemListField


class CategoryBriefSerializer(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()


class CategorySerializer(CategoryBriefSerializer):
    """A branch of the catalog."""

    id = serializers.IntegerField()
    parent = serializers.SlugField(
        source="parent.slug", default=None, allow_null=True, help_text="Slug; null: a main one."
    )
    description = serializers.CharField()
    hue = serializers.IntegerField(help_text="Degrees of the colour circle.")
    motif = serializers.CharField(help_text="Batik motif of its covers.")


class CourseCardSerializer(SparseFields, serializers.Serializer):
    """A course in a list."""

    id = serializers.IntegerField(source="course_id")
    title = serializers.CharField()
    subtitle = serializers.CharField()
    html_url = AddressField(source="url")
    cover_url = AddressField()
    category = CategoryBriefSerializer(allow_null=True)
    level = serializers.CharField()
    language = serializers.CharField()
    delivery = serializers.CharField()
    price = PriceSerializer(source="*", help_text="The list price.")
    price_now = MoneyField("price_now_minor", help_text="What it costs now.")
    sale_until = serializers.SerializerMethodField(help_text="When the sale ends; null: there is none.")
    is_free = serializers.BooleanField()
    next_batch_on = serializers.DateField(
        allow_null=True, help_text="The first day of the next batch that everybody may come into; null: there is none."
    )
    has_certificate = serializers.BooleanField()
    instructor_names = serializers.CharField(help_text="Joined by commas.")
    lesson_count = serializers.IntegerField()
    minutes = serializers.IntegerField(help_text="All lessons together.")
    learner_count = serializers.IntegerField()
    rating = RatingSerializer(source="*")
    published_at = serializers.DateTimeField()

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_sale_until(self, card) -> str | None:
        return serializers.DateTimeField().to_representation(card.sale_until) if card.is_on_sale else None


class InstructorSerializer(serializers.Serializer):
    """A person who teaches a course; what is not public is empty."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    headline = serializers.SerializerMethodField()

    def get_headline(self, person) -> str:
        profile = getattr(person, "profile", None)
        return profile.headline if profile and profile.is_public else ""


class PrerequisiteSerializer(serializers.Serializer):
    """A course that belongs before this one."""

    id = serializers.IntegerField(source="course_id")
    title = serializers.CharField()
    html_url = AddressField(source="url")
    is_required = serializers.BooleanField(source="is_hard", help_text="Must be completed before one enrolls.")


class LessonBriefSerializer(serializers.Serializer):
    """A lesson as the curriculum names it: nothing of its text."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    html_url = AddressField(source="url")
    number = serializers.IntegerField(help_text="Counts from 1 through the whole course.")
    minutes = serializers.IntegerField()
    is_free_preview = serializers.BooleanField()
    is_required = serializers.BooleanField()
    has_video = serializers.BooleanField()
    completes_by_video = serializers.BooleanField()


class ModuleSerializer(serializers.Serializer):
    """A module of the live course with its live lessons."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    summary = serializers.CharField()
    minutes = serializers.IntegerField()
    opens_after_days = serializers.IntegerField(help_text="Days after one enrolled; 0: open from the start.")
    lessons = LessonBriefSerializer(many=True)


class CourseDetailSerializer(CourseCardSerializer):
    """A course with everything that its page says; the same for everybody."""

    slug = serializers.CharField(source="course.slug")
    summary = serializers.CharField(source="course.summary")
    trailer_url = serializers.CharField(source="course.trailer_url")
    is_sequential = serializers.BooleanField(
        source="course.is_sequential", help_text="Lessons open one after the other."
    )
    description = CourseDescriptionField(source="course.description")
    outcomes = ItemListField(source="course.outcomes")
    requirements = ItemListField(source="course.requirements")
    audience = ItemListField(source="course.audience")
    faq = FaqField(source="course.faq")
    instructors = InstructorSerializer(many=True)
    prerequisites = PrerequisiteSerializer(many=True)
    modules = ModuleSerializer(many=True)
