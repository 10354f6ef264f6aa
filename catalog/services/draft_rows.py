"""The rows that hang on a draft: files of a lesson, courses before a course. A list that is sent replaces all."""

from typing import Any

from django.utils.translation import gettext as _

from catalog.blocks.sent import Reading
from catalog.models import CoursePage, CoursePrerequisite, LessonAttachment, LessonPage
from catalog.page_forms import IN_A_CIRCLE, ITSELF, TWICE
from catalog.queries.cms import visible_in_chooser
from catalog.queries.prerequisites import demands

Row = dict[str, Any]


def set_attachments(lesson: LessonPage, rows: list[Row]) -> None:
    """`rows` are `{"document": id, "label": text}`; rows that stay keep their identity."""
    present = list(lesson.attachments.all())
    wanted = [(row["document"], row.get("label", "")) for row in rows]
    if wanted == [(row.document_id, row.label) for row in present]:
        return
    old = {row.document_id: row for row in present}
    made = []
    for number, (document_id, label) in enumerate(wanted):
        row = old.pop(document_id, None) or LessonAttachment(document_id=document_id)
        row.label, row.sort_order = label, number
        made.append(row)
    lesson.attachments = made


def set_prerequisites(course: CoursePage, rows: list[Row], *, reading: Reading, user) -> None:
    """`rows` are `{"course": id, "is_hard": bool}`; what cannot come before is told to `reading`."""
    present = list(course.prerequisites.all())
    wanted = [(row["course"], row.get("is_hard", False)) for row in rows]
    if wanted == [(row.required_id, row.is_hard) for row in present]:
        return
    old = {row.required_id: row for row in present}
    _refuse_wrong(course, wanted, set(old), reading, user)
    made = []
    for number, (required_id, is_hard) in enumerate(wanted):
        row = old.pop(required_id, None) or CoursePrerequisite(required_id=required_id)
        row.is_hard, row.sort_order = is_hard, number
        made.append(row)
    if not reading.mistakes:
        course.prerequisites = made


def _refuse_wrong(course: CoursePage, wanted: list[tuple[int, bool]], known: set[int], reading: Reading, user) -> None:
    others = CoursePage.objects.filter(pk__in={pk for pk, _is_hard in wanted} - known)
    visible = known | set(visible_in_chooser(user, others).values_list("pk", flat=True))
    seen: set[int] = set()
    for number, (required_id, is_hard) in enumerate(wanted):
        sentence = _wrong_with(course, required_id, is_hard, seen, visible)
        if sentence:
            reading.refuse(f"prerequisites.{number}.course", str(sentence))
        seen.add(required_id)


def _wrong_with(course: CoursePage, required_id: int, is_hard: bool, seen: set[int], visible: set[int]):
    if required_id == course.pk:
        return ITSELF
    if required_id in seen:
        return TWICE
    if required_id not in visible:
        return _("There is no such course.")
    return IN_A_CIRCLE if is_hard and demands(required_id, course.pk) else ""
