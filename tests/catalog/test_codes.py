"""Enrollment codes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.access import standing_in
from catalog.errors import CodeExpired, CodeUnknown, CodeUsedUp, CourseClosed
from catalog.models import EnrollmentCode
from catalog.services.codes import redeem_code
from tests.factories.accounts import UserFactory
from tests.factories.catalog import EnrollmentCodeFactory, make_course

pytestmark = pytest.mark.django_db


def test_redeem_opens_a_paid_course_in_any_case_of_letters():
    course, learner = make_course(price_minor=15_000_000, currency="IDR"), UserFactory()
    EnrollmentCodeFactory(code="Belajar-2026", course=course)
    redeem_code(user=learner, code="  belajar-2026 ")
    assert standing_in(learner, course.translation_key).is_open


def test_redeem_twice_by_one_person_counts_once():
    code, learner = EnrollmentCodeFactory(max_uses=1), UserFactory()
    redeem_code(user=learner, code=code.code)
    redeem_code(user=learner, code=code.code)
    code.refresh_from_db()
    assert code.used_count == 1


def test_redeem_used_up_code_is_refused():
    code = EnrollmentCodeFactory(max_uses=1)
    redeem_code(user=UserFactory(), code=code.code)
    with pytest.raises(CodeUsedUp):
        redeem_code(user=UserFactory(), code=code.code)


def test_redeem_expired_code_is_refused():
    code = EnrollmentCodeFactory(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(CodeExpired):
        redeem_code(user=UserFactory(), code=code.code)


def test_redeem_unknown_code_is_refused():
    with pytest.raises(CodeUnknown):
        redeem_code(user=UserFactory(), code="' OR 1=1 --")


def test_redeem_for_closed_course_costs_no_use():
    code = EnrollmentCodeFactory()
    code.course.unpublish()
    with pytest.raises(CourseClosed):
        redeem_code(user=UserFactory(), code=code.code)
    assert EnrollmentCode.objects.get().used_count == 0


def test_database_refuses_more_uses_than_allowed():
    code = EnrollmentCodeFactory(max_uses=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        EnrollmentCode.objects.filter(pk=code.pk).update(used_count=2)
