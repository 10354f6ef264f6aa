"""What a new lesson begins with, so that nobody starts from an empty page."""

from django.db import models
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _


class LessonTemplate(models.TextChoices):
    TEXT = "text", _("Text lesson")
    VIDEO = "video", _("Video lesson")
    EXERCISE = "exercise", _("Exercise")


MINUTES = {LessonTemplate.TEXT: 10, LessonTemplate.VIDEO: 8, LessonTemplate.EXERCISE: 20}
EMPTY = ("paragraph", "")


def starting_fields(template: str, *, language: str) -> dict:
    """Fields of a lesson of this kind: headings in the course's `language`, with room below each.

    Nothing in it is filler that could go live unseen: headings say what they announce in any lesson,
    texts and answers are empty and asked for before publishing. Raises ValueError for an unknown kind.
    """
    kind = LessonTemplate(template)
    with override(language):
        return {"body": BODIES[kind](), "expected_minutes": MINUTES[kind]}


def _text() -> list[tuple]:
    return [EMPTY, _heading(gettext("An example")), EMPTY, _heading(gettext("In short")), EMPTY]


def _video() -> list[tuple]:
    return [_heading(gettext("In this video")), EMPTY, _heading(gettext("Try it yourself")), EMPTY]


def _exercise() -> list[tuple]:
    choices = [{"text": "", "is_correct": False, "feedback": ""} for _number in range(2)]
    question = {"prompt": "", "choices": choices, "explanation": ""}
    return [
        _heading(gettext("What you need")),
        EMPTY,
        _heading(gettext("Your task")),
        EMPTY,
        _heading(gettext("Check yourself")),
        ("question", question),
    ]


def _heading(text: str) -> tuple:
    return ("heading", {"text": text, "level": "h2"})


BODIES = {LessonTemplate.TEXT: _text, LessonTemplate.VIDEO: _video, LessonTemplate.EXERCISE: _exercise}
