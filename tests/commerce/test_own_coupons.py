"""Coupons of instructors at /teach/coupons/: for their own courses, with links to share, and for nobody else."""

import pytest
from django.urls import reverse

from catalog.models import CourseInstructor
from commerce.models import Coupon
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.commerce import make_coupon, make_paid_course

pytestmark = pytest.mark.django_db
COUPONS = "/teach/coupons/"
LIST_QUERIES = 6


@pytest.fixture
def teacher(client):
    person = InstructorFactory()
    client.force_login(person)
    return person


def taught_by(person, **fields):
    course = make_paid_course(**fields)
    CourseInstructor.objects.filter(course=course).delete()
    CourseInstructor.objects.create(course=course, user=person)
    return course


def typed(*courses, **fields) -> dict:
    return {"code": "batik20", "percent": "20", "courses": [str(one.translation_key) for one in courses], **fields}


def test_instructor_makes_a_coupon_and_gets_a_link_to_share(client, teacher):
    course = taught_by(teacher, title="Batik at home")
    answer = client.post(f"{COUPONS}new/", typed(course, capacity="5", ends_at="2040-01-01T10:00"), follow=True)
    coupon = Coupon.objects.get()
    assert (coupon.owner, coupon.percent, coupon.stock.capacity, coupon.uses_a_person) == (teacher, 20, 5, 1)
    page = answer.content.decode()
    assert f"{course.get_url()}?coupon=BATIK20" in page
    assert "used 0 of 5 times" in page


def test_courses_of_others_are_not_offered_and_not_accepted(client, teacher):
    taught_by(teacher, title="Mine")
    foreign = taught_by(InstructorFactory(), title="Foreign")
    assert "Foreign" not in client.get(f"{COUPONS}new/").content.decode()
    answer = client.post(f"{COUPONS}new/", typed(foreign))
    assert answer.status_code == 422
    assert not Coupon.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"courses": []}, "required"),
        ({"percent": ""}, "either a percentage or an amount"),
        ({"code": "a b"}, "A code has"),
        ({"ends_at": "2020-01-01T10:00"}, "ends after it begins"),
    ],
)
def test_mistake_is_said(client, teacher, change, said):
    answer = client.post(f"{COUPONS}new/", typed(taught_by(teacher), **change))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_own_coupon_is_switched_off_and_on_that_of_others_is_not(client, teacher):
    own, foreign = make_coupon(owner=teacher), make_coupon(owner=InstructorFactory())
    for wanted in (False, True):
        client.post(reverse("commerce:switch_own_coupon", args=[own.pk]), {"active": "1" if wanted else "0"})
        own.refresh_from_db()
        assert own.is_active is wanted
    assert client.post(reverse("commerce:switch_own_coupon", args=[foreign.pk]), {"active": "0"}).status_code == 404


def test_learners_and_visitors_do_not_come_in(client):
    assert client.get(COUPONS).status_code == 302
    client.force_login(UserFactory())
    for address in (COUPONS, f"{COUPONS}new/"):
        assert client.get(address).status_code == 403


def test_list_shows_own_coupons_in_the_same_queries_for_any_number(client, teacher, django_assert_num_queries):
    course = taught_by(teacher)
    make_coupon(course, owner=teacher, code="MINE")
    make_coupon(course, owner=InstructorFactory(), code="FOREIGN")
    page = client.get(COUPONS).content.decode()
    assert "MINE" in page
    assert "FOREIGN" not in page
    with django_assert_num_queries(LIST_QUERIES):
        client.get(COUPONS)
    for _number in range(19):
        make_coupon(course, owner=teacher)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(COUPONS)


def test_page_without_courses_says_what_coupons_are_for(client, teacher):
    assert "courses with a price" in client.get(COUPONS).content.decode()
