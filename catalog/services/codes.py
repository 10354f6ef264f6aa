"""Enrollment by code."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from catalog.errors import CodeExpired, CodeUnknown, CodeUsedUp
from catalog.models import CoursePage, Enrollment, EnrollmentCode, Grant

from .enrollment import enroll


@transaction.atomic
def redeem_code(*, user, code: str, course: CoursePage | None = None, now: datetime | None = None) -> Enrollment:
    """Enroll `user` by `code` and count one use; the same person uses a code once however often they try.

    Where `course` is named, a code of another one is not known. Raises CodeUnknown, CodeExpired, CodeUsedUp,
    CourseClosed.
    """
    now = now or timezone.now()
    # The course row stays unlocked: whoever edits it must not wait for learners.
    codes = EnrollmentCode.objects.select_for_update(of=("self",)).select_related("course")
    found = codes.filter(code=code.strip().upper()).first()
    if found is None or (course is not None and found.course_id != course.pk):
        raise CodeUnknown
    reference = f"{found.pk}:{user.pk}"
    already = Grant.objects.filter(source=Grant.Source.CODE, reference=reference).exists()
    if not already:
        _count_use(found, now)
    return enroll(user=user, course=found.course, source=Grant.Source.CODE, reference=reference, now=now)


def _count_use(code: EnrollmentCode, now: datetime) -> None:
    if code.expires_at and code.expires_at <= now:
        raise CodeExpired
    if code.used_count >= code.max_uses:
        raise CodeUsedUp
    code.used_count += 1
    code.save(update_fields=["used_count"])
