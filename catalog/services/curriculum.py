"""Rules of the page tree: what a lesson must have, and what may not be removed."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalog.errors import PageInUse
from catalog.models import Completion, CoursePage, Enrollment, LessonPage


def check_lesson_fields(lesson: LessonPage) -> None:
    """Raise ValidationError for settings that contradict each other."""
    if lesson.completes_by == LessonPage.CompletesBy.VIDEO and lesson.video_id is None:
        raise ValidationError({"completes_by": _("Choose a video first, or let the learner press the button.")})
    if lesson.video and lesson.video.type != "video":
        raise ValidationError({"video": _("This is a sound. Put it into the lesson as a sound block.")})


def refuse_if_in_use(page) -> None:
    """Raise PageInUse when learners have completed lessons at or below `page`, or are in the course."""
    keys = LessonPage.objects.descendant_of(page, inclusive=True).values("translation_key")
    courses = CoursePage.objects.descendant_of(page, inclusive=True).values("translation_key")
    if (
        Completion.objects.filter(lesson_key__in=keys).exists()
        or Enrollment.objects.filter(course_key__in=courses).exists()
    ):
        raise PageInUse
