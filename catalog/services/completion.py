"""The line of learning: a lesson is finished, and with the last one the course."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import ActivityVerb
from accounts.services.activity import record_activity
from catalog.access import Standing, lesson_access
from catalog.errors import CourseFinished, LessonLocked, LessonWantsVideo
from catalog.events import CourseCompleted, LessonCompleted
from catalog.models import Completion, CoursePage, Enrollment, LessonPage
from catalog.queries.outline import Outline, course_outline
from lms_site.events import publish

from .certificates import issue_certificate
from .enrollment import lock_open_enrollment


@transaction.atomic
def complete_lesson(
    *, user, lesson: LessonPage, how: str = Completion.How.BUTTON, now: datetime | None = None
) -> Completion:
    """Record that `user` has finished `lesson`, once; later calls return the first record.

    Publishes LessonCompleted and, with the last required lesson, CourseCompleted together with
    the one certificate of the run. Raises NotEnrolled, LessonLocked, LessonWantsVideo.
    """
    now = now or timezone.now()
    course = lesson.get_course()
    enrollment = lock_open_enrollment(user=user, course_key=course.translation_key, now=now)
    keys = frozenset(enrollment.completions.values_list("lesson_key", flat=True))
    standing = Standing(enrollment, True, keys)
    access = lesson_access(user, lesson, course=course, standing=standing, now=now)
    if not access.allowed or course_outline(course).find(lesson.pk) is None:
        raise LessonLocked(access.reason)
    if lesson.completes_by == LessonPage.CompletesBy.VIDEO and how != Completion.How.VIDEO:
        raise LessonWantsVideo
    completion, created = Completion.objects.get_or_create(
        enrollment=enrollment, lesson_key=lesson.translation_key, defaults={"how": how, "completed_at": now}
    )
    if created:
        record_activity(
            user=user,
            verb=ActivityVerb.LESSON_COMPLETED,
            label=lesson.title,
            object_key=str(lesson.translation_key),
            now=now,
        )
        publish(LessonCompleted(enrollment_id=enrollment.pk, user_id=user.pk, lesson_id=lesson.pk))
        _count_and_finish(enrollment, course, keys | {lesson.translation_key}, now)
    return completion


@transaction.atomic
def undo_completion(*, user, lesson: LessonPage) -> None:
    """Take a completion back; without one, nothing happens. The activity log keeps that it was there.

    Raises NotEnrolled, and CourseFinished once the course is completed: certificates stay.
    """
    course = lesson.get_course()
    enrollment = lock_open_enrollment(user=user, course_key=course.translation_key)
    if enrollment.completed_at:
        raise CourseFinished
    enrollment.completions.filter(lesson_key=lesson.translation_key).delete()
    keys = frozenset(enrollment.completions.values_list("lesson_key", flat=True))
    _count_and_finish(enrollment, course, keys, timezone.now())


def _count_and_finish(enrollment: Enrollment, course: CoursePage, completed: frozenset, now: datetime) -> None:
    count(enrollment, course_outline(course), completed)
    finish_if_complete(enrollment, course, now=now)


def count(enrollment: Enrollment, outline: Outline, completed: frozenset) -> None:
    """Store how many of the required lessons are completed."""
    required = outline.required_keys
    enrollment.required_count = len(required)
    enrollment.completed_count = len(required & completed)
    enrollment.save(update_fields=["required_count", "completed_count"])


def finish_if_complete(enrollment: Enrollment, course: CoursePage, *, now: datetime) -> None:
    """When every required lesson is completed, once: completion date, certificate, CourseCompleted."""
    done = enrollment.required_count and enrollment.completed_count >= enrollment.required_count
    if enrollment.completed_at or not done:
        return
    enrollment.completed_at = now
    enrollment.save(update_fields=["completed_at"])
    record_activity(
        user=enrollment.user,
        verb=ActivityVerb.COURSE_COMPLETED,
        label=course.title,
        object_key=str(course.translation_key),
        now=now,
    )
    certificate = issue_certificate(enrollment=enrollment, course=course, now=now) if course.has_certificate else None
    publish(
        CourseCompleted(
            enrollment_id=enrollment.pk,
            user_id=enrollment.user_id,
            certificate_id=certificate.pk if certificate else None,
        )
    )


def note_visit(enrollment: Enrollment, lesson_key, *, now: datetime | None = None) -> None:
    """Remember where the learner was; one UPDATE, and none when nothing changed within five minutes."""
    now = now or timezone.now()
    recent = enrollment.last_seen_at and (now - enrollment.last_seen_at).total_seconds() < 300
    if recent and enrollment.last_lesson_key == lesson_key:
        return
    Enrollment.objects.filter(pk=enrollment.pk).update(last_lesson_key=lesson_key, last_seen_at=now)
