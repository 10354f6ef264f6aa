"""Who somebody is, for programs: as much as the page of the person shows, and to as few."""

import pytest

from accounts.services.profiles import update_profile
from catalog.models import CourseSummary
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import make_course
from tests.lms_site.api.test_envelope import assert_error

pytestmark = pytest.mark.django_db


def address(pk) -> str:
    return f"/api/v1/users/{pk}/profile/"


def a_teacher(*, courses=1):
    teacher = InstructorFactory(display_name="Sari Wulandari")
    for _number in range(courses):
        make_course(modules=0, author=teacher)
    return teacher


def test_teacher_is_shown_with_the_courses():
    teacher = a_teacher()
    update_profile(user=teacher, headline="Batik maker", bio="Wax.", website="https://sari.example.com/")
    card = CourseSummary.objects.get()
    assert api_client().get(address(teacher.pk)).json()["data"] == {
        "id": teacher.pk,
        "display_name": "Sari Wulandari",
        "headline": "Batik maker",
        "bio": "Wax.",
        "website": "https://sari.example.com/",
        "photo": None,
        "url": f"http://127.0.0.1:8000/people/sari-wulandari-{teacher.pk}/",
        "courses": [{"id": card.course_id, "title": card.title, "url": f"http://127.0.0.1:8000{card.url}"}],
    }


def test_learner_is_shown_who_wants_to():
    learner = UserFactory(display_name="Budi")
    assert_error(api_client().get(address(learner.pk)), 404, "NOT_FOUND")
    assert_error(api_client(learner).get(address(learner.pk)), 404, "NOT_FOUND")
    update_profile(user=learner, is_public=True, headline="I dye at night.")
    for caller in (None, UserFactory()):
        data = api_client(caller).get(address(learner.pk)).json()["data"]
        assert (data["headline"], data["courses"]) == ("I dye at night.", [])
        assert learner.email not in str(data)


def test_who_has_never_filled_in_a_profile_has_empty_texts():
    teacher = a_teacher()
    teacher.profile.delete()
    data = api_client().get(address(teacher.pk)).json()["data"]
    assert (data["headline"], data["bio"], data["photo"]) == ("", "", None)


@pytest.mark.parametrize("is_public", [True, False])
def test_deactivated_person_is_not_found(is_public):
    person = UserFactory(is_active=False, profile__is_public=is_public)
    assert_error(api_client().get(address(person.pk)), 404, "NOT_FOUND")


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999999", "9" * 5000, "x", "1.5", "%00"])
def test_number_of_nobody_is_not_found(number):
    assert_error(api_client().get(address(number)), 404, "NOT_FOUND")


@pytest.mark.parametrize("courses", [1, 20])
def test_two_queries_for_any_number_of_courses(django_assert_num_queries, courses):
    teacher = a_teacher(courses=courses)
    client = api_client()
    client.get(address(teacher.pk))
    with django_assert_num_queries(2):
        assert len(client.get(address(teacher.pk)).json()["data"]["courses"]) == courses
