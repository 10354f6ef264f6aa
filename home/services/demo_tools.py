"""What the demo's learner keeps: notes, bookmarks, a wishlist, a path under way; and what belongs before what."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from catalog.models import CoursePage, CoursePrerequisite, LearningPathPage, LessonPage, Note, PathEnrollment, Wish
from catalog.services.notes import Spot, bookmark, write_note
from catalog.services.paths import enroll_in_path
from catalog.services.visits import note_course_visit
from catalog.services.wishes import add_wish
from home.demo.tools import BEFORE, BOOKMARKED, LOOKED_AT, NOTED_COURSE, NOTES, WISHES


@transaction.atomic
def load_tools(
    *, learner: User, moderator: User, courses: dict[str, CoursePage], path: LearningPathPage, now: datetime
) -> None:
    """Each part where the learner has none of it yet; what they deleted in part stays deleted."""
    if not Note.objects.filter(user=learner).exists():
        _write_notes(learner, courses[NOTED_COURSE], now)
    if not Wish.objects.filter(user=learner).exists():
        for number, slug in enumerate(WISHES):
            add_wish(user=learner, course=courses[slug], now=now - timedelta(days=number + 1))
        for number, slug in enumerate(LOOKED_AT):
            moment = now - timedelta(hours=5 * number + 2)
            note_course_visit(user=learner, course_key=courses[slug].translation_key, now=moment)
    path = LearningPathPage.objects.get(pk=path.pk)  # as it was published
    if path.live and not PathEnrollment.objects.filter(user=learner, path_key=path.translation_key).exists():
        enroll_in_path(user=learner, path=path, now=now - timedelta(days=3))
    _put_before(courses, moderator)


def _write_notes(learner: User, course: CoursePage, now: datetime) -> None:
    lessons = {lesson.slug: lesson for lesson in LessonPage.objects.live().descendant_of(course)}
    for days_ago, slug, quote, moment, text in NOTES:
        if slug in lessons:
            spot = Spot(_block_with(lessons[slug], quote), quote, moment)
            write_note(user=learner, lesson=lessons[slug], text=text, spot=spot, now=now - timedelta(days=days_ago))
    if BOOKMARKED in lessons:
        bookmark(user=learner, lesson=lessons[BOOKMARKED], now=now - timedelta(days=1))


def _block_with(lesson: LessonPage, words: str) -> str:
    """The id of the paragraph that has these words; empty when there is none, or no words."""
    found = (
        child.id for child in lesson.body if child.block_type == "paragraph" and words and words in child.value.source
    )
    block_id = next(found, None)
    return f"s-{block_id}" if block_id else ""


def _put_before(courses: dict[str, CoursePage], moderator: User) -> None:
    """Once in the whole catalog: authors may take it away again."""
    if CoursePrerequisite.objects.exists():
        return
    for slug, (required, is_hard) in BEFORE.items():
        course = CoursePage.objects.get(pk=courses[slug].pk)
        course.prerequisites.add(CoursePrerequisite(required=courses[required], is_hard=is_hard))
        course.save_revision(user=moderator).publish(user=moderator)
