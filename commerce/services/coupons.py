"""Making, changing and ending coupons; by staff for everything, by instructors for their own courses."""

import secrets
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.models import CourseInstructor
from commerce.coupon_terms import CouponTerms, check_terms, clean_code
from commerce.errors import CouponInvalid
from commerce.models import Coupon, CouponCourse
from commerce.numbers import LETTERS
from lms_site.models import Stock

from .audit import record_act

MOST_AT_ONCE = 1000
RANDOM_LETTERS = 8
PLAIN = ("name", "percent", "amount_minor", "currency", "starts_at", "ends_at", "uses_a_person", "minimum_minor")


@transaction.atomic
def create_coupon(*, code: str, terms: CouponTerms, by, owner=None, request: HttpRequest | None = None) -> Coupon:
    """Make a coupon; with `owner` it is that instructor's own, for courses that they teach alone.

    Raises CouponInvalid.
    """
    code = clean_code(code)
    check_terms(terms)
    _check_owner(terms, owner)
    (coupon,) = _write([code], terms, owner)
    _record(by, "coupon.create", coupon, facts_of(coupon), request)
    return coupon


@transaction.atomic
def change_coupon(*, coupon: Coupon, terms: CouponTerms, by, request: HttpRequest | None = None) -> Coupon:
    """Give a coupon other terms; its code and whose it is stay. What was bought with it stays as it was bought.

    Raises CouponInvalid (COUPON_CAPACITY: fewer uses than there were).
    """
    coupon = Coupon.objects.select_for_update().get(pk=coupon.pk)
    check_terms(terms)
    _check_owner(terms, coupon.owner)
    before = facts_of(coupon)
    stock = Stock.objects.select_for_update().get(pk=coupon.stock_id)
    if terms.capacity is not None and terms.capacity < stock.taken:
        raise CouponInvalid("COUPON_CAPACITY", _("It has been used more often than that already."))
    stock.capacity = terms.capacity
    stock.save(update_fields=["capacity"])
    coupon.stock = stock
    for name in PLAIN:
        setattr(coupon, name, getattr(terms, name))
    coupon.save(update_fields=PLAIN)
    _set_scope(coupon, terms)
    after = facts_of(coupon)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        _record(by, "coupon.change", coupon, changes, request)
    return coupon


@transaction.atomic
def switch_coupon(*, coupon: Coupon, is_active: bool, by, request: HttpRequest | None = None) -> None:
    """Let a coupon count, or no longer; orders that are being paid keep their discount. Twice is doing it once."""
    coupon = Coupon.objects.select_for_update().get(pk=coupon.pk)
    if coupon.is_active != is_active:
        coupon.is_active = is_active
        coupon.save(update_fields=["is_active"])
        _record(by, "coupon.switch", coupon, {"is_active": is_active}, request)


@transaction.atomic
def generate_coupons(
    *, prefix: str, count: int, terms: CouponTerms, by, request: HttpRequest | None = None
) -> list[Coupon]:
    """Make many coupons for one use each, their codes the prefix and eight letters that nobody guesses.

    At most a thousand at once. Raises CouponInvalid.
    """
    prefix = clean_code(prefix)[:30]
    if not 1 <= count <= MOST_AT_ONCE:
        text = _("Between 1 and %(most)d codes at once.") % {"most": MOST_AT_ONCE}
        raise CouponInvalid("COUPON_CAPACITY", text)
    single = CouponTerms(**{**_as_arguments(terms), "capacity": 1, "uses_a_person": 1})
    check_terms(single)
    coupons = _write(sorted(_random_codes(prefix, count)), single, None)
    details = {"count": count, "first": coupons[0].code, **facts_of(coupons[0])}
    record_act(actor=by, verb="coupon.generate", target=f"coupons:{prefix}", details=details, request=request)
    return coupons


def facts_of(coupon: Coupon) -> dict[str, Any]:
    """The terms of a coupon as they stand in the log."""
    plain = {name: getattr(coupon, name) for name in PLAIN}
    return {
        **{name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in plain.items()},
        "capacity": coupon.stock.capacity,
        "courses": sorted(str(key) for key in coupon.courses.values_list("course_key", flat=True)),
        "categories": sorted(coupon.categories.values_list("pk", flat=True)),
    }


def taught_courses(user) -> set[UUID]:
    """The courses that somebody teaches, by key."""
    rows = CourseInstructor.objects.filter(user=user).values_list("course__translation_key", flat=True)
    return set(rows)


def _check_owner(terms: CouponTerms, owner) -> None:
    if owner is None:
        return
    if terms.category_ids or not terms.course_keys or not terms.course_keys <= taught_courses(owner):
        raise CouponInvalid("COUPON_COURSES", _("Choose among the courses that you teach."))


def _random_codes(prefix: str, count: int) -> set[str]:
    codes: set[str] = set()
    while len(codes) < count:
        missing = count - len(codes)
        fresh = {f"{prefix}-{_random_letters()}" for _number in range(missing)}
        codes |= fresh - set(Coupon.objects.filter(code__in=fresh).values_list("code", flat=True))
    return codes


def _random_letters() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(RANDOM_LETTERS))


def _as_arguments(terms: CouponTerms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in terms.__dataclass_fields__}


def _write(codes: list[str], terms: CouponTerms, owner) -> list[Coupon]:
    """The coupons with their stocks and what they are for; a number of queries that does not grow."""
    values = {name: getattr(terms, name) for name in PLAIN}
    stocks = Stock.objects.bulk_create(Stock(name=code, capacity=terms.capacity) for code in codes)
    rows = [Coupon(code=code, stock=stock, owner=owner, **values) for code, stock in zip(codes, stocks, strict=True)]
    try:
        with transaction.atomic():
            coupons = Coupon.objects.bulk_create(rows)
    except IntegrityError as error:
        raise CouponInvalid("COUPON_CODE_TAKEN", _("There is a coupon with this code already.")) from error
    CouponCourse.objects.bulk_create(
        CouponCourse(coupon=coupon, course_key=key) for coupon in coupons for key in terms.course_keys
    )
    scope = Coupon.categories.through
    scope.objects.bulk_create(scope(coupon=coupon, category_id=pk) for coupon in coupons for pk in terms.category_ids)
    return coupons


def _set_scope(coupon: Coupon, terms: CouponTerms) -> None:
    coupon.categories.set(terms.category_ids)
    have = set(coupon.courses.values_list("course_key", flat=True))
    coupon.courses.exclude(course_key__in=terms.course_keys).delete()
    CouponCourse.objects.bulk_create(CouponCourse(coupon=coupon, course_key=key) for key in terms.course_keys - have)


def _record(by, verb: str, coupon: Coupon, details: dict[str, Any], request: HttpRequest | None) -> None:
    record_act(actor=by, verb=verb, target=f"coupon:{coupon.code}", details=details, request=request)
