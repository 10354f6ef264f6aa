"""Lessons by number, and what a learner's way through their course is at."""

from datetime import datetime
from uuid import UUID

from django.db.models import DateTimeField, Func, IntegerField, OuterRef, QuerySet, Subquery, UUIDField
from django.utils import timezone

from catalog.access import COMPLETED, NO_STANDING, Standing, open_enrollments
from catalog.models import Completion, Enrollment, LessonPage
from catalog.queries.readers import reachable
from lms_site.prepared import Prepared


def live_lesson(pk: int, *, with_text: bool = False) -> LessonPage | None:
    """The live lesson with that id, all pages above it live; one query, one more for its files with the text."""
    lessons = reachable(LessonPage.objects.live()).filter(pk=pk)
    if not with_text:
        return lessons.defer("body").first()
    return lessons.select_related("video").prefetch_related("attachments").first()


def _stamped_runs(user: int, course: UUID, now: datetime) -> QuerySet[Enrollment]:
    completions = Completion.objects.filter(enrollment=OuterRef("pk")).order_by()
    counted, newest = (completions.annotate(at=Func("pk", function=name)).values("at") for name in ("COUNT", "MAX"))
    runs = open_enrollments(user, now).filter(course_key=course)
    return runs.annotate(done=Subquery(counted), newest=Subquery(newest, output_field=IntegerField()))


STAMPED_RUN: Prepared[Enrollment] = Prepared(
    _stamped_runs, user=IntegerField(), course=UUIDField(), now=DateTimeField()
)


def stamped_run(user, course_key: UUID) -> Enrollment | None:
    """The active run of `user` with `is_open`; one query, none for a visitor."""
    if not user.is_authenticated:
        return None
    runs = STAMPED_RUN.rows(user=user.pk, course=course_key, now=timezone.now())
    return runs[0] if runs else None


def stamp_of(run: Enrollment) -> str:
    """Changes with every completion in a run that `stamped_run` has read, and with what opens when."""
    return f"{run.pk}:{run.done}:{run.newest}:{run.drip_from}:{run.openings}:{run.own_openings}"


def standing_of(run: Enrollment | None) -> Standing:
    """What the learner has in the course; one query, none without a run."""
    if run is None:
        return NO_STANDING
    return Standing(run, bool(run.is_open), frozenset(COMPLETED.column(enrollment=run.pk)))
