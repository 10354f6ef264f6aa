"""The fields of drafts, read and written in one form."""

from rest_framework import serializers

from catalog.blocks import CourseDescription, FaqList, ItemList, LessonBody
from catalog.models import LessonPage
from catalog.models.course import CourseLanguage, Currency, Delivery, Level
from lms_site.api.serializers import StrictSerializer

from .kinds import key_field, key_or_none, line, position_field, slug_field, title_field
from .typed_blocks import TypedBlocks

MOST_MINOR = 999_999_999_999
MOST_SMALL = 32_767
MOST_ROWS = 100


class PrerequisiteFields(StrictSerializer):
    """A course that belongs before another."""

    course = key_field()
    is_hard = serializers.BooleanField(default=False, help_text="Must be completed first, not only should.")


class AttachmentFields(StrictSerializer):
    """A file that goes with a lesson."""

    document = key_field()
    label = line(120, help_text="Empty: the file's own title.")


class CourseFields(StrictSerializer):
    """All that a team changes in a course."""

    title = title_field()
    slug = slug_field()
    subtitle = line(255)
    summary = line(500)
    description = TypedBlocks(CourseDescription)
    image = key_or_none("The id of an image; without one the course gets a cover of its own.")
    trailer_url = serializers.URLField(max_length=200, allow_blank=True, default="")
    category = key_or_none("The id of a category.")
    tags = serializers.ListField(child=serializers.CharField(max_length=100), max_length=50, default=list)
    level = serializers.ChoiceField(choices=Level.choices, default=Level.ALL.value)
    language = serializers.ChoiceField(choices=CourseLanguage.choices, default=CourseLanguage.ENGLISH.value)
    outcomes = TypedBlocks(ItemList)
    requirements = TypedBlocks(ItemList)
    audience = TypedBlocks(ItemList)
    faq = TypedBlocks(FaqList)
    prerequisites = PrerequisiteFields(many=True, default=list, max_length=MOST_ROWS)
    delivery = serializers.ChoiceField(choices=Delivery.choices, default=Delivery.SELF_PACED.value)
    price_minor = serializers.IntegerField(
        min_value=0, max_value=MOST_MINOR, default=0, help_text="In the smallest unit of the currency; 0 is free."
    )
    currency = serializers.ChoiceField(choices=Currency.choices, default=Currency.USD.value)
    has_certificate = serializers.BooleanField(default=True)
    is_sequential = serializers.BooleanField(default=False)
    seo_title = line(255)
    search_description = line(500)


class ModuleFields(StrictSerializer):
    """All that a team changes in a module."""

    title = title_field()
    slug = slug_field()
    summary = line(300)
    opens_after_days = serializers.IntegerField(
        min_value=0, max_value=MOST_SMALL, default=0, help_text="Days after a learner enrolled."
    )


class LessonFields(StrictSerializer):
    """All that a team changes in a lesson."""

    title = title_field()
    slug = slug_field()
    body = TypedBlocks(LessonBody)
    video = key_or_none("The id of a film, shown above the text.")
    expected_minutes = serializers.IntegerField(min_value=0, max_value=MOST_SMALL, default=10)
    is_free_preview = serializers.BooleanField(default=False)
    is_required = serializers.BooleanField(default=True)
    completes_by = serializers.ChoiceField(
        choices=LessonPage.CompletesBy.choices, default=LessonPage.CompletesBy.BUTTON.value
    )
    attachments = AttachmentFields(many=True, default=list, max_length=MOST_ROWS)
    seo_title = line(255)
    search_description = line(500)


class ModuleChange(ModuleFields):
    """A module, and its place."""

    position = position_field()


class NewLesson(LessonFields):
    """A lesson, and the module at whose end it will stand."""

    module = key_field()


class LessonChange(LessonFields):
    """A lesson, and its place."""

    module = key_field(required=False, help_text="Moves the lesson into another module of the course.")
    position = position_field()


class Handing(StrictSerializer):
    """A word to the moderators, and a wish for the time."""

    message = line(2000)
    go_live_at = serializers.DateTimeField(
        allow_null=True, default=None, help_text="Still to come; without it, as soon as the course is approved."
    )
