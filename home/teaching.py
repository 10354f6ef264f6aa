"""What the page for those who teach shows: what runs now, the courses they write, a few numbers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise

from catalog.models import CoursePage, CourseTeam
from catalog.queries.board_courses import course_state_name, own_courses, with_facts
from catalog.queries.named_courses import titles_of
from catalog.queries.submissions import SubmissionState, states_of
from classroom.models import CourseBatch, LiveSession
from classroom.queries.teaching import RUNNING, batches_taught, in_state, next_sessions

MOST = 12


@dataclass(frozen=True, slots=True)
class TaughtBatch:
    """A batch that runs now, with the session that is next."""

    batch: CourseBatch
    course_title: str
    session: LiveSession | None


@dataclass(frozen=True, slots=True)
class WrittenCourse:
    """A course with its state in words, and where it stands in review."""

    course: CoursePage
    state_name: str | Promise
    review: SubmissionState | None


def batches_running(user, now: datetime) -> list[TaughtBatch]:
    """The batches that `user` teaches and that run now, the one that meets next first; four queries."""
    running = in_state(batches_taught(user, now).filter(Q(is_teacher=True)), RUNNING, now)
    batches = list(running[:MOST])
    sessions = next_sessions(batches, now)
    titles = titles_of(batch.course_key for batch in batches)
    rows = [TaughtBatch(one, titles.get(one.course_key, ""), sessions.get(one.pk)) for one in batches]
    return sorted(rows, key=lambda row: (row.session is None, row.session.starts_at if row.session else now))


def courses_written(user) -> list[WrittenCourse]:
    """The courses in whose team `user` is, those in review first, then the last changed; two queries."""
    teams = CourseTeam.objects.filter(group__user=user).values("course")
    courses = list(with_facts(own_courses(user).filter(pk__in=teams)).order_by("-changed_at", "pk")[:MOST])
    reviews = states_of(course.pk for course in courses)
    rows = [WrittenCourse(course, course_state_name(course), reviews.get(course.pk)) for course in courses]
    return sorted(rows, key=lambda row: row.review is None)
