"""Learning paths: entered once, they open their free courses, and are completed with the last of them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import ActivityVerb
from accounts.services.activity import record_activity
from catalog.errors import PathClosed
from catalog.events import PathCompleted, PathPublished
from catalog.models import CourseSummary, Grant, LearningPathPage, PathEnrollment
from catalog.queries.catalog import summaries_of_path
from catalog.queries.prerequisites import completed_courses
from lms_site.events import publish

from .certificates import issue_path_certificate
from .enrollment import enroll
from .publishing import pages_changed


@transaction.atomic
def enroll_in_path(*, user, path: LearningPathPage, now: datetime | None = None) -> PathEnrollment:
    """Enter `path`, once: its free courses open, in a fixed order the first one that is not completed.

    A path that was left is taken up again, its courses too. Courses completed before count. Nobody gets
    a paid course this way. Publishes what opening courses and completing the path publish. Raises PathClosed.
    """
    if not path.live:
        raise PathClosed
    now = now or timezone.now()
    enrollment, began = PathEnrollment.objects.get_or_create(
        user=user, path_key=path.translation_key, defaults={"enrolled_at": now}
    )
    enrollment = _locked(enrollment.pk)
    if not enrollment.is_active:
        enrollment.is_active, enrollment.left_at, began = True, None, True
        enrollment.save(update_fields=["is_active", "left_at"])
    if began:
        verb = ActivityVerb.ENROLLED
        record_activity(user=user, verb=verb, label=path.title, object_key=str(path.translation_key), now=now)
    _advance(enrollment, path, now, again=began)
    return enrollment


@transaction.atomic
def leave_path(*, user, path_key: UUID, now: datetime | None = None) -> None:
    """Leave the path; its courses stay open, and leaving twice is leaving once."""
    rows = PathEnrollment.objects.select_for_update().filter(user=user, path_key=path_key, is_active=True)
    enrollment = rows.first()
    if enrollment is None:
        return
    enrollment.is_active, enrollment.left_at = False, now or timezone.now()
    enrollment.save(update_fields=["is_active", "left_at"])
    record_activity(user=user, verb=ActivityVerb.LEFT_COURSE, object_key=str(path_key), now=now)


def advance_learner(*, user_id: int, course_key: UUID, now: datetime | None = None) -> None:
    """After a course is completed: go on in every path of the learner that holds it. May run twice."""
    paths = LearningPathPage.objects.live().filter(path_courses__course__translation_key=course_key)
    for path in paths.distinct():
        row = PathEnrollment.objects.filter(user_id=user_id, path_key=path.translation_key, is_active=True).first()
        if row is not None:
            advance(enrollment_id=row.pk, path=path, now=now)


def advance_everybody(*, path: LearningPathPage, now: datetime | None = None) -> None:
    """After the path was changed: open what is new to each of its learners, count again. May run twice."""
    rows = PathEnrollment.objects.filter(path_key=path.translation_key, is_active=True)
    for pk in list(rows.values_list("pk", flat=True)):
        advance(enrollment_id=pk, path=path, now=now)


@transaction.atomic
def advance(*, enrollment_id: int, path: LearningPathPage, now: datetime | None = None) -> None:
    """Bring one learner's path up to date; nothing happens where it is, nor on a path that was left."""
    enrollment = _locked(enrollment_id)
    if enrollment.is_active:
        _advance(enrollment, path, now or timezone.now())


@transaction.atomic
def path_published(*, path: LearningPathPage) -> None:
    """Whatever is kept of the tree is void, and the path's learners follow after the commit."""
    pages_changed()
    publish(PathPublished(path_id=path.pk))


def _locked(enrollment_id: int) -> PathEnrollment:
    return PathEnrollment.objects.select_for_update().get(pk=enrollment_id)


def _advance(enrollment: PathEnrollment, path: LearningPathPage, now: datetime, *, again: bool = False) -> None:
    cards = summaries_of_path(path)
    done = completed_courses(enrollment.user_id, [card.course_key for card in cards])
    for card in cards:
        if card.course_key in done:
            continue
        if card.is_free:
            _open(enrollment, card, now, again)
        if path.is_fixed_order:
            break
    enrollment.course_count = len(cards)
    enrollment.completed_count = sum(card.course_key in done for card in cards)
    enrollment.save(update_fields=["course_count", "completed_count"])
    if cards and enrollment.completed_count == len(cards) and enrollment.completed_at is None:
        _finish(enrollment, path, cards, now)


def _open(enrollment: PathEnrollment, card: CourseSummary, now: datetime, again: bool) -> None:
    """Open a course, once: who left it since is not put back in, unless they enter the path `again`."""
    reference = f"{enrollment.path_key}:{card.course_key}:{enrollment.user_id}"
    if again or not Grant.objects.filter(source=Grant.Source.PATH, reference=reference).exists():
        enroll(user=enrollment.user, course=card.course, source=Grant.Source.PATH, reference=reference, now=now)


def _finish(enrollment: PathEnrollment, path: LearningPathPage, cards: list[CourseSummary], now: datetime) -> None:
    enrollment.completed_at = now
    enrollment.save(update_fields=["completed_at"])
    record_activity(
        user=enrollment.user,
        verb=ActivityVerb.COURSE_COMPLETED,
        label=path.title,
        object_key=str(path.translation_key),
        now=now,
    )
    certificate = None
    if path.has_certificate:
        certificate = issue_path_certificate(enrollment=enrollment, path=path, cards=cards, now=now)
    publish(
        PathCompleted(
            path_enrollment_id=enrollment.pk,
            user_id=enrollment.user_id,
            certificate_id=certificate.pk if certificate else None,
        )
    )
