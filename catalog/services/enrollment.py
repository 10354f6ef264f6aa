"""Who may learn: enrollments and the grants that open them. Nothing else in the product gives access."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services.activity import record_activity
from catalog.access import open_enrollments
from catalog.errors import CourseBeforeMissing, CourseClosed, NotEnrolled, NotOnSale
from catalog.events import StudentEnrolled
from catalog.models import CoursePage, Enrollment, Grant
from catalog.queries.outline import course_outline
from catalog.queries.prerequisites import missing_before
from lms_site.events import publish

from .openings import Anchor


@transaction.atomic
def enroll(
    *,
    user,
    course: CoursePage,
    source: str,
    reference: str,
    ends_at: datetime | None = None,
    anchor: Anchor | None = None,
    now: datetime | None = None,
) -> Enrollment:
    """Open `course` to `user` by one grant and return the active enrollment.

    A run that begins counts its timed modules from `anchor`, or from now; one that is there keeps its own.

    Idempotent: the same source and reference open the course once, however often and however
    parallel this is called; a grant that had ended opens again. A run that was left is taken up
    again with its progress. Publishes StudentEnrolled when a run begins. Raises CourseClosed, and
    CourseBeforeMissing where somebody enters freely without a course that must be completed first.
    """
    if not course.live:
        raise CourseClosed
    now = now or timezone.now()
    enrollment, began = _active_run(user, course, now, anchor or Anchor(now))
    grant, created = Grant.objects.get_or_create(
        source=source,
        reference=reference,
        defaults={"enrollment": enrollment, "starts_at": now, "ends_at": ends_at},
    )
    if created and source == Grant.Source.FREE:
        _check_before(user, course)
    if not created and (grant.enrollment_id != enrollment.pk or grant.ends_at != ends_at):
        Grant.objects.filter(pk=grant.pk).update(enrollment=enrollment, ends_at=ends_at)
    if began:
        record_activity(user=user, verb="enrolled", label=course.title, object_key=str(course.translation_key), now=now)
        publish(StudentEnrolled(enrollment_id=enrollment.pk, user_id=user.pk, course_id=course.pk))
    return enrollment


def _check_before(user, course: CoursePage) -> None:
    """Refuse who has not completed what the course demands: the first course of these is named."""
    missing = missing_before(user, course)
    if missing:
        text = _("Complete “%(course)s” first: this course builds on it.") % {"course": missing[0].title}
        raise CourseBeforeMissing(message=text)


def _active_run(user, course: CoursePage, now: datetime, anchor: Anchor) -> tuple[Enrollment, bool]:
    """The locked active run and whether it has just begun (or begun again)."""
    runs = Enrollment.objects.select_for_update().filter(user=user, course_key=course.translation_key)
    latest = runs.order_by("-run").first()
    if latest is None:
        return _first_run(user, course, now, anchor)
    if latest.is_active:
        return latest, False
    latest.is_active, latest.left_at = True, None
    latest.save(update_fields=["is_active", "left_at"])
    return latest, True


def _first_run(user, course: CoursePage, now: datetime, anchor: Anchor) -> tuple[Enrollment, bool]:
    """The first run of somebody who has none, unless another request has made it meanwhile."""
    first = Enrollment(user=user, course_key=course.translation_key, enrolled_at=now)
    first.drip_from, first.drip_zone = anchor.moment, anchor.zone
    first.required_count = len(course_outline(course).required_keys)
    try:
        with transaction.atomic():
            first.save(force_insert=True)
    except IntegrityError:
        return Enrollment.objects.select_for_update().get(user=user, course_key=course.translation_key, run=1), False
    return first, True


def free_reference(user, course_key: UUID) -> str:
    """The reference of a grant that a person or a member of staff gives once a course."""
    return f"{course_key}:{user.pk}"


@transaction.atomic
def enroll_oneself(*, user, course: CoursePage, now: datetime | None = None) -> Enrollment:
    """Enroll by pressing the button: free courses, or a run that was left and is still paid for.

    Raises CourseClosed, NotOnSale, CourseBeforeMissing.
    """
    if course.price_minor and not _has_valid_grant(user, course, now):
        raise NotOnSale
    if course.price_minor:
        return resume(user=user, course=course)
    return enroll(
        user=user,
        course=course,
        source=Grant.Source.FREE,
        reference=free_reference(user, course.translation_key),
        now=now,
    )


def enroll_by_staff(*, user, course: CoursePage, now: datetime | None = None) -> Enrollment:
    """Open any live course to a person, free of charge. Raises CourseClosed."""
    return enroll(
        user=user,
        course=course,
        source=Grant.Source.STAFF,
        reference=free_reference(user, course.translation_key),
        now=now,
    )


def _has_valid_grant(user, course: CoursePage, now: datetime | None) -> bool:
    grants = Grant.objects.valid_at(now or timezone.now())
    return grants.filter(enrollment__user=user, enrollment__course_key=course.translation_key).exists()


@transaction.atomic
def resume(*, user, course: CoursePage) -> Enrollment:
    """Take up the latest run again. Raises CourseClosed, NotEnrolled."""
    if not course.live:
        raise CourseClosed
    runs = Enrollment.objects.select_for_update().filter(user=user, course_key=course.translation_key)
    enrollment = runs.order_by("-run").first()
    if enrollment is None:
        raise NotEnrolled
    if not enrollment.is_active:
        enrollment.is_active, enrollment.left_at = True, None
        enrollment.save(update_fields=["is_active", "left_at"])
    return enrollment


@transaction.atomic
def leave(*, user, course_key: UUID, now: datetime | None = None) -> None:
    """End the active run; progress, grants and certificates stay. Leaving twice is leaving once."""
    runs = Enrollment.objects.select_for_update().filter(user=user, course_key=course_key, is_active=True)
    enrollment = runs.first()
    if enrollment is None:
        return
    enrollment.is_active, enrollment.left_at = False, now or timezone.now()
    enrollment.save(update_fields=["is_active", "left_at"])
    record_activity(user=user, verb="left", object_key=str(course_key), now=now)


@transaction.atomic
def revoke(*, source: str, reference: str, now: datetime | None = None) -> None:
    """End one grant and no other; access stays while another grant is valid."""
    now = now or timezone.now()
    for grant in Grant.objects.select_for_update().filter(source=source, reference=reference).valid_at(now):
        grant.ends_at = max(now, grant.starts_at)
        grant.save(update_fields=["ends_at"])


def lock_open_enrollment(*, user, course_key: UUID, now: datetime | None = None) -> Enrollment:
    """The locked active run that a grant opens; raises NotEnrolled. Call inside a transaction."""
    enrollments = open_enrollments(user, now or timezone.now()).filter(course_key=course_key)
    enrollment = enrollments.select_for_update(of=("self",)).first()
    if enrollment is None or not enrollment.is_open:
        raise NotEnrolled
    return enrollment


def enrolled_users(course: CoursePage) -> Iterable[int]:
    """Ids of people with an active run."""
    return Enrollment.objects.filter(course_key=course.translation_key, is_active=True).values_list(
        "user_id", flat=True
    )
