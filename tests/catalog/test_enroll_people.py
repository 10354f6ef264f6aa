"""Staff enroll people in the CMS."""

import pytest
from django.urls import reverse

from catalog.access import standing_in
from catalog.models import Enrollment
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, make_course

pytestmark = pytest.mark.django_db
URL = "/cms/learners/enroll/"


@pytest.fixture
def staff(client):
    client.force_login(ModeratorFactory())
    return client


def test_url_is_in_the_cms():
    assert reverse("enroll_people") == URL


def test_moderator_enrolls_several_people_in_a_paid_course(staff):
    course, people = make_course(price_minor=1900), UserFactory.create_batch(3)
    addresses = f"{people[0].email.upper()}, {people[1].email}\n{people[2].email}\n"
    answer = staff.post(URL, {"course": course.pk, "emails": addresses})
    assert answer.status_code == 302
    assert all(standing_in(person, course.translation_key).is_open for person in people)


def test_one_person_who_left_is_let_in_again(staff):
    course = make_course()
    enrollment = enroll(course=course)
    Enrollment.objects.update(is_active=False)
    staff.post(URL, {"course": course.pk, "emails": enrollment.user.email})
    assert standing_in(enrollment.user, course.translation_key).is_open


def test_unknown_address_is_named_and_nobody_is_enrolled(staff):
    person = UserFactory()
    answer = staff.post(URL, {"course": make_course().pk, "emails": f"{person.email} nobody@example.com"})
    assert b"nobody@example.com" in answer.content
    assert not Enrollment.objects.exists()


def test_draft_course_cannot_be_chosen(staff):
    answer = staff.post(URL, {"course": make_course(live=False).pk, "emails": UserFactory().email})
    assert answer.status_code == 200
    assert not Enrollment.objects.exists()


def test_too_many_addresses_are_refused(staff):
    addresses = " ".join(f"a{number}@example.com" for number in range(1001))
    answer = staff.post(URL, {"course": make_course().pk, "emails": addresses})
    assert b"1000" in answer.content


def test_instructors_may_not_enroll_people(client):
    client.force_login(InstructorFactory())
    assert client.post(URL, {}).status_code == 302
    assert b"Enroll people" not in client.get("/cms/").content


def test_moderators_see_it_in_the_menu(staff):
    assert URL.encode() in staff.get("/cms/").content
