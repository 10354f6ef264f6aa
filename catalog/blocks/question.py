"""A question to check oneself. Nobody grades it, so page and API may hold the answer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, ListBlock, StructValue

from catalog.blocks.base import GroupBlock, LineBlock, LinesBlock, ProseBlock
from catalog.blocks.disclosure import GROUP

MIN_CHOICES, MAX_CHOICES = 2, 8


class ChoiceOfAnswerBlock(GroupBlock):
    """One answer to choose, and what to say to those who choose it."""

    text = LineBlock(label=_("Answer"), max_length=300)
    is_correct = BooleanBlock(label=_("This is right"), required=False)
    feedback = LineBlock(
        label=_("What to say about it"),
        required=False,
        max_length=500,
        help_text=_("Shown to those who choose this answer."),
    )

    class Meta:
        icon = "tick-inverse"


class QuestionValue(StructValue):
    """A question that knows whether several answers are right."""

    @property
    def correct(self) -> list[StructValue]:
        return [choice for choice in self.get("choices") or [] if choice.get("is_correct")]

    @property
    def has_several(self) -> bool:
        return len(self.correct) > 1

    @property
    def input_type(self) -> str:
        return "checkbox" if self.has_several else "radio"


def _two_answers() -> list[dict[str, Any]]:
    return [{"text": "", "is_correct": False, "feedback": ""} for _number in range(MIN_CHOICES)]


class QuestionBlock(GroupBlock):
    prompt = ProseBlock(label=_("Question"), max_length=2000)
    choices = ListBlock(
        ChoiceOfAnswerBlock(), label=_("Answers"), max_num=MAX_CHOICES, default=_two_answers, collapsed=False
    )
    explanation = LinesBlock(
        label=_("Explanation"), required=False, rows=2, max_length=2000, help_text=_("Shown with the answer.")
    )

    def gaps(self, value: StructValue) -> dict[str, Any]:
        texts = [choice["text"].strip() for choice in value["choices"]]
        if len(texts) < MIN_CHOICES:
            return {"choices": now_("Give at least two answers to choose from.")}
        if not value.correct:
            return {"choices": now_("Mark at least one answer as right.")}
        if len(set(texts)) < len(texts):
            return {"choices": now_("Two answers are the same.")}
        return {}

    class Meta:
        label = _("Question to check oneself")
        icon = "help"
        group = GROUP
        template = "blocks/question.html"
        value_class = QuestionValue
        description = _("A question with answers to choose from, solved on the spot and not graded.")
        preview_value = {
            "prompt": _("<p>Why does dough need to rest?</p>"),
            "choices": [
                {"text": _("So that the gluten relaxes"), "is_correct": True, "feedback": _("Yes.")},
                {"text": _("So that it cools down"), "is_correct": False, "feedback": _("It warms up.")},
            ],
            "explanation": _("Rested dough can be shaped without tearing."),
        }
