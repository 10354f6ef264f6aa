"""Support pages in the CMS: staff find a person and see what there is of them; nobody else does."""

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from accounts.models import UserActivity
from accounts.services.activity import record_activity
from catalog.services.completion import complete_lesson
from lms_site.mail import queue_mail
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    person = ModeratorFactory()
    client.force_login(person)
    return person


def page_of(client, person):
    return client.get(reverse("support_person", args=[person.pk]))


def test_page_shows_courses_mails_devices_and_log(client, staff):
    course = make_course(title="Wax and dye", lessons=1)
    learner = enroll(course=course).user
    complete_lesson(user=learner, lesson=lessons_of(course)[0])
    queue_mail(key="m1", to=learner.email, template="welcome_to_course", context={"course_title": "Wax", "name": "x"})
    UserSession.objects.create(user=learner, ip="203.0.113.7", session_key="k", user_agent="Firefox Linux")
    text = page_of(client, learner).content.decode()
    for part in ("Wax and dye", "100 %", "Completed", "Free course", "is open", "Firefox, Linux", "203.0.113.7"):
        assert part in text
    assert "See as this learner" in text
    assert learner.email in text


def test_page_of_somebody_new_says_what_there_is_not(client, staff):
    text = page_of(client, UserFactory(address=None)).content.decode()
    for part in ("Not enrolled in any course.", "Signed in nowhere.", "No mail has been written"):
        assert part in text


def test_mails_of_others_are_not_shown(client, staff):
    one, other = UserFactory(), UserFactory()
    queue_mail(key="m1", to=other.email, template="welcome_to_course", context={"course_title": "Wax", "name": "x"})
    assert "No mail has been written" in page_of(client, one).content.decode()


@pytest.mark.parametrize("words", ["budi", "BUDI sant", "budi@"])
def test_people_are_found_by_parts_of_name_and_address(client, staff, words):
    person = UserFactory(display_name="Budi Santoso", email="budi@example.com")
    UserFactory(display_name="Sari", email="sari@example.com")
    found = client.get(reverse("support_people"), {"q": words}).context["found"]
    assert [row.pk for row in found] == [person.pk]


@pytest.mark.parametrize("words", ["", "   ", "nobody-at-all", "%", "\x00", "'; --"])
def test_words_that_find_nobody_say_so(client, staff, words):
    UserFactory()
    answer = client.get(reverse("support_people"), {"q": words})
    assert answer.status_code == 200
    assert list(answer.context["found"]) == []


@pytest.mark.parametrize("factory", [UserFactory, InstructorFactory, None])
@pytest.mark.parametrize("door", ["support_people", "support_person", "sign_out_person"])
def test_doors_are_for_staff_alone(client, factory, door):
    person = UserFactory(display_name="Budi Santoso")
    if factory:
        client.force_login(factory())
    address = reverse(door, args=[] if door == "support_people" else [person.pk])
    answer = client.post(address) if door == "sign_out_person" else client.get(address, {"q": "Budi"})
    assert answer.status_code in (302, 403)
    assert "Santoso" not in answer.content.decode()
    assert not UserActivity.objects.filter(verb="signed_out_by_staff").exists()


def test_signing_out_everywhere_ends_all_sessions_and_is_logged(client, staff):
    person = UserFactory()
    for number in range(2):
        UserSession.objects.create(user=person, ip="203.0.113.7", session_key=f"k{number}", user_agent="x")
    client.post(reverse("sign_out_person", args=[person.pk]))
    assert not UserSession.objects.filter(user=person).exists()
    assert UserActivity.objects.get(user=person, verb="signed_out_by_staff").label == staff.name


def test_moderator_cannot_sign_out_staff_but_an_admin_can(client, staff):
    other = ModeratorFactory()
    client.post(reverse("sign_out_person", args=[other.pk]))
    assert not UserActivity.objects.filter(verb="signed_out_by_staff").exists()
    client.force_login(AdminFactory())
    client.post(reverse("sign_out_person", args=[other.pk]))
    assert UserActivity.objects.filter(verb="signed_out_by_staff").exists()


@pytest.mark.parametrize("count", [1, 20])
def test_page_takes_the_same_queries_for_any_number(client, staff, count, django_assert_num_queries):
    person = UserFactory()
    course = make_course(lessons=1)
    enroll(user=person, course=course)
    for number in range(count):
        record_activity(user=person, verb="signed_in", label=str(number))
        UserSession.objects.create(user=person, ip="203.0.113.7", session_key=f"k{number}", user_agent="x")
    page_of(client, person)
    with django_assert_num_queries(21):
        page_of(client, person)


def test_markup_in_a_name_is_text(client, staff):
    person = UserFactory(display_name="<script>alert(1)</script>")
    assert "<script>alert" not in page_of(client, person).content.decode()
