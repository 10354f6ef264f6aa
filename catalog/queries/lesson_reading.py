"""Lessons by number, and what a learner's way through their course is at."""

from uuid import UUID

from django.db.models import Count, Max
from django.utils import timezone

from catalog.access import open_enrollments
from catalog.models import LessonPage
from catalog.queries.readers import reachable


def live_lesson(pk: int, *, with_text: bool = False) -> LessonPage | None:
    """The live lesson with that id, all pages above it live; one query, one more for its files with the text."""
    lessons = reachable(LessonPage.objects.live()).filter(pk=pk)
    if not with_text:
        return lessons.defer("body").first()
    return lessons.select_related("video").prefetch_related("attachments").first()


def run_stamp(user, course_key: UUID) -> str | None:
    """Changes with every completion in the open run of `user`; None without such a run. One query."""
    runs = open_enrollments(user, timezone.now()).filter(course_key=course_key)
    run = runs.annotate(done=Count("completions"), newest=Max("completions")).first()
    return f"{run.pk}:{run.done}:{run.newest}:{run.drip_from}" if run is not None and run.is_open else None
