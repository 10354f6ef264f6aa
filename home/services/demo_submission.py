"""A course of the demo that waits for the moderator: one lesson written better, one that is new."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from catalog.models import CoursePage, CourseSubmission, LessonPage
from catalog.services.courses import add_lesson
from catalog.services.submissions import submit_course
from home.demo import writing as w

COURSE = "statistics-without-fear"
LESSON = "think-in-people-not-in-percent"
BEFORE = "Take a guess before you read on."
AFTER = "Write your guess on a slip of paper before you read on."
NEW_TITLE = "Two tests are better than one"
NEW_BODY = (
    w.prose(
        "You know the test that finds 90 of 100 sick people and alarms 5 of 100 healthy ones. Now take everybody with "
        "an alarm and test them again, with another method.",
        "Of the 9 sick about 8 are found again. Of the 50 healthy only 2 or 3 are alarmed twice.",
    ),
    w.callout(
        "example", "Try it", "Draw the square of a thousand people once more and cross out whom the second clears."
    ),
)
MESSAGE = "The first lesson asks for a written guess now, and readers wanted to know what a second test changes."


@transaction.atomic
def load_submission(courses: dict[str, CoursePage], *, now: datetime) -> None:
    """Hand the course in three hours ago; one that was ever handed in stays as people left it."""
    course = CoursePage.objects.get(pk=courses[COURSE].pk)
    lesson = LessonPage.objects.descendant_of(course).filter(slug=LESSON).first()
    if lesson is None or CourseSubmission.objects.filter(course=course).exists():
        return
    author = course.owner
    blocks = [
        {**block, "value": block["value"].replace(BEFORE, AFTER) if isinstance(block["value"], str) else block["value"]}
        for block in lesson.body.get_prep_value()
    ]
    lesson.body = LessonPage._meta.get_field("body").to_python(blocks)
    lesson.save_revision(user=author)
    module = lesson.get_parent().specific
    add_lesson(module=module, title=NEW_TITLE, author=author, body=list(NEW_BODY), expected_minutes=6)
    submit_course(course=course, author=author, message=MESSAGE, now=now - timedelta(hours=3))
