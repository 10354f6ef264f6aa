"""Coupons in the CMS: made, changed, switched off, made by the hundred, listed with their uses."""

import csv
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from commerce.models import Coupon, MoneyAct
from commerce.queries.staff_coupons import coupon_state, in_state, listed_coupons
from lms_site.models import Stock
from tests.factories.accounts import AdminFactory, InstructorFactory, UserFactory
from tests.factories.commerce import make_coupon, make_paid_course, paid_order
from tests.sharing import own

pytestmark = pytest.mark.django_db
COUPONS = "/cms/shop/coupons/"
LIST_QUERIES = 11
TYPED = {"code": "welcome10", "percent": "10", "uses_a_person": "1"}


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(admin=AdminFactory(), course=make_paid_course())


course = own("course")


@pytest.fixture
def admin(client, own_copies):
    client.force_login(own_copies.admin)
    return own_copies.admin


def codes(answer) -> list[str]:
    return [coupon.code for coupon in answer.context["object_list"]]


def test_admin_makes_a_coupon_for_a_course(client, admin, course):
    data = {**TYPED, "courses": [str(course.translation_key)], "capacity": "5", "ends_at": "2030-01-01 10:00"}
    assert client.post(f"{COUPONS}new/", data).status_code == 302
    coupon = Coupon.objects.get()
    assert (coupon.code, coupon.percent, coupon.amount_minor, coupon.stock.capacity) == ("WELCOME10", 10, None, 5)
    assert coupon.courses.get().course_key == course.translation_key
    assert MoneyAct.objects.get().verb == "coupon.create"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"percent": ""}, "either a percentage or an amount"),
        ({"amount_minor": "5"}, "either a percentage or an amount"),
        ({"percent": "", "amount_minor": "5"}, "needs its currency"),
        ({"code": "a b"}, "A code has"),
        ({"percent": "101"}, "less than or equal to 100"),
        ({"courses": ["not-a-key"]}, "Select a valid choice"),
    ],
)
def test_mistake_is_said_and_what_was_typed_stays(client, admin, change, said):
    answer = client.post(f"{COUPONS}new/", {**TYPED, "name": "For the fair", **change})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert said in page
    assert "For the fair" in page
    assert not Coupon.objects.exists()


def test_coupon_is_changed_and_its_code_stays(client, admin):
    coupon = make_coupon(make_paid_course(title="Batik at home"), code="WAX", capacity=5)
    door = reverse("shop_coupon", args=[coupon.pk])
    page = client.get(door).content.decode()
    for part in ("WAX", "Batik at home", "0 / 5", "?coupon=WAX"):
        assert part in page
    client.post(door, {"code": "OTHER", "percent": "20", "capacity": "7"})
    coupon.refresh_from_db()
    assert (coupon.code, coupon.percent, coupon.uses_a_person) == ("WAX", 20, None)
    assert Stock.objects.get(pk=coupon.stock_id).capacity == 7
    assert not coupon.courses.exists()


def test_fewer_uses_than_there_were_are_refused_in_words(client, admin):
    coupon = make_coupon(capacity=5)
    Stock.objects.update(taken=3)
    page = client.post(reverse("shop_coupon", args=[coupon.pk]), {"percent": "20", "capacity": "2"}).content.decode()
    assert "more often than that" in page


def test_coupon_is_switched_off_and_on_again(client, admin):
    coupon = make_coupon()
    door = reverse("shop_switch_coupon", args=[coupon.pk])
    assert client.get(door).status_code == 405
    for wanted in (False, True):
        client.post(door, {"active": "1" if wanted else "0"})
        coupon.refresh_from_db()
        assert coupon.is_active is wanted


def test_many_codes_are_made_listed_and_taken_away(client, admin):
    answer = client.post(f"{COUPONS}codes/", {"prefix": "fair", "count": "25", "percent": "50"})
    assert answer.headers["Location"] == f"{COUPONS}?q=FAIR-"
    assert len(codes(client.get(answer.headers["Location"]))) == 20
    table = client.get(f"{COUPONS}?q=FAIR-&export=csv")
    rows = list(csv.DictReader(StringIO(b"".join(table.streaming_content).decode())))
    assert len(rows) == 25
    assert {row["Uses in all"] for row in rows} == {"1"}


def test_list_shows_uses_and_costs_the_same_queries_at_one_and_at_twenty(
    client, admin, django_assert_num_queries, course
):
    used = make_coupon(course, code="WAX", capacity=9)
    paid_order(UserFactory(), course, coupon=used)
    page = client.get(COUPONS).content.decode()
    for part in ("WAX", "1 / 9", "10 %", "1 course"):
        assert part in page
    with django_assert_num_queries(LIST_QUERIES):
        client.get(COUPONS)
    for _number in range(19):
        make_coupon(course, owner=InstructorFactory())
    with django_assert_num_queries(LIST_QUERIES):
        assert len(codes(client.get(COUPONS))) == 20


def test_states_of_the_list_and_of_one_coupon_agree(client, admin):
    now = timezone.now()
    past, future = now - timedelta(days=2), now + timedelta(days=2)
    make_coupon(code="COUNTS", starts_at=past)
    make_coupon(code="LASTS", starts_at=past, capacity=2)
    make_coupon(code="COMING", starts_at=future)
    make_coupon(code="ENDED", starts_at=past, ends_at=now)
    make_coupon(code="OFF", is_active=False)
    gone = make_coupon(code="GONE", starts_at=past, capacity=1)
    Stock.objects.filter(pk=gone.stock_id).update(taken=1)
    for state in ("active", "coming", "expired", "used_up", "off"):
        by_hand = {coupon.code for coupon in listed_coupons() if coupon_state(coupon, now) == state}
        assert {coupon.code for coupon in in_state(listed_coupons(), state, now)} == by_hand
        assert set(codes(client.get(f"{COUPONS}?state={state}"))) == by_hand
        assert by_hand


def test_coupons_are_filtered_by_owner_and_by_single_use(client, admin):
    make_coupon(code="STAFF")
    make_coupon(code="OWN", owner=InstructorFactory(), capacity=1)
    assert codes(client.get(f"{COUPONS}?own=true")) == ["OWN"]
    assert codes(client.get(f"{COUPONS}?own=false")) == ["STAFF"]
    assert codes(client.get(f"{COUPONS}?single=true")) == ["OWN"]
    assert codes(client.get(f"{COUPONS}?single=false")) == ["STAFF"]
