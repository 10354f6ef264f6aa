"""Coupons as services make, change and generate them: what is refused, and what is on record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.models import CourseInstructor
from commerce.coupon_terms import CouponTerms
from commerce.errors import CouponInvalid
from commerce.models import Coupon, MoneyAct
from commerce.services.coupons import MOST_AT_ONCE, change_coupon, create_coupon, generate_coupons, switch_coupon
from lms_site.models import Stock
from tests.factories.accounts import AdminFactory, InstructorFactory
from tests.factories.catalog import CategoryFactory
from tests.factories.commerce import make_paid_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return AdminFactory()


def terms(**fields) -> CouponTerms:
    return CouponTerms(**{"starts_at": timezone.now(), "percent": 10, **fields})


def refusal(act, **arguments) -> str:
    with pytest.raises(CouponInvalid) as refused:
        act(**arguments)
    assert str(refused.value)
    return refused.value.code


def test_coupon_has_its_stock_scope_and_record(admin):
    course, category = make_paid_course(), CategoryFactory()
    wanted = terms(capacity=5, course_keys=frozenset([course.translation_key]), category_ids=frozenset([category.pk]))
    coupon = create_coupon(code=" welcome10 ", terms=wanted, by=admin)
    assert (coupon.code, coupon.stock.capacity, coupon.stock.taken) == ("WELCOME10", 5, 0)
    assert coupon.courses.get().course_key == course.translation_key
    assert coupon.categories.get() == category
    act = MoneyAct.objects.get()
    assert (act.actor_email, act.verb, act.target) == (admin.email, "coupon.create", "coupon:WELCOME10")
    assert act.details["percent"] == 10


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"percent": None}, "COUPON_VALUE"),
        ({"amount_minor": 500, "currency": "USD"}, "COUPON_VALUE"),
        ({"percent": 0}, "COUPON_VALUE"),
        ({"percent": 101}, "COUPON_VALUE"),
        ({"percent": None, "amount_minor": 0, "currency": "USD"}, "COUPON_VALUE"),
        ({"percent": None, "amount_minor": 500}, "COUPON_CURRENCY"),
        ({"minimum_minor": 500}, "COUPON_CURRENCY"),
        ({"currency": "CHF"}, "COUPON_CURRENCY"),
        ({"ends_at": timezone.now() - timedelta(days=1)}, "COUPON_DATES"),
        ({"capacity": 0}, "COUPON_CAPACITY"),
        ({"uses_a_person": 0}, "COUPON_CAPACITY"),
    ],
)
def test_terms_without_sense_are_refused(admin, fields, code):
    assert refusal(create_coupon, code="WAX", terms=terms(**fields), by=admin) == code
    assert not Coupon.objects.exists()
    assert not Stock.objects.exists()
    assert not MoneyAct.objects.exists()


@pytest.mark.parametrize("code", ["", "AB", "-AB", "TWO WORDS", "ÄÖÜ", "X" * 41])
def test_code_that_nobody_could_type_is_refused(admin, code):
    assert refusal(create_coupon, code=code, terms=terms(), by=admin) == "COUPON_CODE"


def test_code_is_given_once_in_whatever_case(admin):
    create_coupon(code="WAX", terms=terms(), by=admin)
    assert refusal(create_coupon, code="wax", terms=terms(), by=admin) == "COUPON_CODE_TAKEN"
    assert Stock.objects.count() == 1


def test_change_records_what_was_and_what_is(admin):
    one, other = make_paid_course(), make_paid_course()
    first = terms(course_keys=frozenset([one.translation_key]))
    coupon = create_coupon(code="WAX", terms=first, by=admin)
    changed = terms(percent=20, starts_at=first.starts_at, course_keys=frozenset([other.translation_key]))
    change_coupon(coupon=coupon, terms=changed, by=admin)
    coupon.refresh_from_db()
    assert coupon.percent == 20
    assert coupon.courses.get().course_key == other.translation_key
    act = MoneyAct.objects.get(verb="coupon.change")
    assert act.details == {
        "percent": [10, 20],
        "courses": [[str(one.translation_key)], [str(other.translation_key)]],
    }


def test_change_of_nothing_is_not_recorded(admin):
    wanted = terms()
    coupon = create_coupon(code="WAX", terms=wanted, by=admin)
    change_coupon(coupon=coupon, terms=wanted, by=admin)
    assert MoneyAct.objects.count() == 1


def test_fewer_uses_than_there_were_are_refused(admin):
    coupon = create_coupon(code="WAX", terms=terms(capacity=5), by=admin)
    Stock.objects.update(taken=3)
    assert refusal(change_coupon, coupon=coupon, terms=terms(capacity=2), by=admin) == "COUPON_CAPACITY"
    change_coupon(coupon=coupon, terms=terms(capacity=3), by=admin)
    assert Stock.objects.get().left == 0
    change_coupon(coupon=coupon, terms=terms(capacity=None), by=admin)
    assert Stock.objects.get().left is None


def test_switching_off_twice_is_doing_it_once(admin):
    coupon = create_coupon(code="WAX", terms=terms(), by=admin)
    for _twice in range(2):
        switch_coupon(coupon=coupon, is_active=False, by=admin)
    assert not Coupon.objects.get().is_active
    assert MoneyAct.objects.filter(verb="coupon.switch").count() == 1


def test_generated_codes_are_for_one_use_each(admin, django_assert_max_num_queries):
    course = make_paid_course()
    wanted = terms(course_keys=frozenset([course.translation_key]), capacity=50, uses_a_person=None)
    with django_assert_max_num_queries(15):
        coupons = generate_coupons(prefix="fair", count=100, terms=wanted, by=admin)
    assert len({coupon.code for coupon in coupons}) == 100
    assert all(coupon.code.startswith("FAIR-") and len(coupon.code) == 13 for coupon in coupons)
    assert set(Coupon.objects.values_list("stock__capacity", "uses_a_person", "courses__course_key")) == {
        (1, 1, course.translation_key)
    }
    assert MoneyAct.objects.get().details["count"] == 100


@pytest.mark.parametrize("count", [0, -1, MOST_AT_ONCE + 1])
def test_too_many_codes_are_refused(admin, count):
    assert refusal(generate_coupons, prefix="FAIR", count=count, terms=terms(), by=admin) == "COUPON_CAPACITY"


def test_own_coupon_is_for_courses_that_its_owner_teaches_alone():
    teacher, other = InstructorFactory(), InstructorFactory()
    own, foreign = make_paid_course(), make_paid_course()
    CourseInstructor.objects.filter(course=own).delete()
    CourseInstructor.objects.create(course=own, user=teacher)
    CourseInstructor.objects.create(course=foreign, user=other)
    category = CategoryFactory()
    for fields in (
        {"course_keys": frozenset([own.translation_key, foreign.translation_key])},
        {"course_keys": frozenset()},
        {"course_keys": frozenset([own.translation_key]), "category_ids": frozenset([category.pk])},
    ):
        assert refusal(create_coupon, code="MINE", terms=terms(**fields), by=teacher, owner=teacher) == "COUPON_COURSES"
    wanted = terms(course_keys=frozenset([own.translation_key]))
    coupon = create_coupon(code="MINE", terms=wanted, by=teacher, owner=teacher)
    assert coupon.owner == teacher
    assert refusal(change_coupon, coupon=coupon, terms=terms(), by=teacher) == "COUPON_COURSES"
