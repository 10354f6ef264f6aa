"""Public pages of people: who has one, what it shows, and that it is never out of date."""

import json
import re

import pytest
from django.urls import reverse

from accounts.services.profiles import profile_of, update_profile
from catalog.models import CourseInstructor, CourseSummary
from catalog.people import person_url
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import make_course

pytestmark = pytest.mark.django_db


def a_teacher(*, courses: int = 1, **fields):
    teacher = InstructorFactory(display_name="Sari Wulandari", **fields)
    for _number in range(courses):
        make_course(modules=0, author=teacher)
    return teacher


def test_page_of_a_teacher_names_the_courses(client):
    teacher = a_teacher()
    update_profile(user=teacher, headline="Batik maker", bio="Wax and dye.", website="https://sari.example.com/")
    page = client.get(person_url(teacher))
    text = page.content.decode()
    for part in ("<h1>Sari Wulandari</h1>", "Batik maker", "Wax and dye.", "Course 1", "https://sari.example.com/"):
        assert part in text
    assert 'rel="me nofollow ugc noopener"' in text
    assert teacher.email not in text
    assert "s-maxage" in page["Cache-Control"]


def test_course_page_leads_to_its_teacher(client):
    teacher = a_teacher()
    course = CourseSummary.objects.get()
    assert f'href="{person_url(teacher)}"' in client.get(course.url).content.decode()


@pytest.mark.parametrize("case", ["learner", "teacher of a draft", "deactivated", "nobody"])
def test_whoever_has_no_public_page_is_not_found(client, case):
    person = a_teacher() if case == "deactivated" else UserFactory()
    url = person_url(person)
    if case == "teacher of a draft":
        CourseInstructor.objects.create(course=make_course(modules=0, live=False), user=person)
    elif case == "deactivated":
        person.is_active = False
        person.save()
    elif case == "nobody":
        url = reverse("catalog:person", args=["nobody", 10**6])
    assert client.get(url).status_code == 404


def test_number_beyond_all_numbers_is_not_found(client):
    assert client.get("/people/x-99999999999999999999999/").status_code == 404


def test_learner_chooses_to_be_seen_and_not_to_be(client, settings):
    learner = UserFactory(display_name="Budi")
    update_profile(user=learner, bio="I dye at night.", is_public=True)
    assert "I dye at night." in client.get(person_url(learner)).content.decode()
    update_profile(user=learner, is_public=False)
    assert client.get(person_url(learner)).status_code == 404


def test_old_name_leads_to_the_new_one(client):
    teacher = a_teacher()
    old = person_url(teacher)
    update_profile(user=teacher, display_name="Sari W.")
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (302, person_url(teacher))


@pytest.mark.django_db(transaction=True)
def test_new_name_stands_on_cards_and_course_pages_at_once(client):
    teacher = a_teacher()
    url = CourseSummary.objects.get().url
    assert "Sari Wulandari" in client.get(url).content.decode()
    update_profile(user=teacher, display_name="Sari Putri")
    assert CourseSummary.objects.get().instructor_names == "Sari Putri"
    for address in (url, "/courses/"):
        text = client.get(address).content.decode()
        assert "Sari Putri" in text
        assert "Sari Wulandari" not in text


def test_markup_in_a_profile_is_text(client):
    teacher = a_teacher()
    update_profile(user=teacher, display_name="<b>Sari</b>", bio="<script>alert(1)</script>", headline='"><img src=x>')
    text = client.get(person_url(teacher)).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "<b>Sari" not in text


def test_name_without_letters_has_an_address(client):
    teacher = a_teacher()
    update_profile(user=teacher, display_name="漢字")
    assert person_url(teacher).startswith("/people/person-")
    assert client.get(person_url(teacher)).status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_page_takes_the_same_queries_for_any_number_of_courses(client, count, django_assert_num_queries, settings):
    settings.LMS_PAGE_CACHE_SECONDS = 0
    teacher = a_teacher(courses=count)
    client.get(person_url(teacher))
    with django_assert_num_queries(2):
        client.get(person_url(teacher))


def test_search_engines_read_who_it_is_and_find_it(client):
    teacher = a_teacher()
    update_profile(user=teacher, headline="Batik maker")
    text = client.get(person_url(teacher)).content.decode()
    facts = json.loads(re.search(r'ld\+json">(.*?)</script>', text).group(1))
    assert facts["mainEntity"]["jobTitle"] == "Batik maker"
    assert person_url(teacher) in client.get("/sitemap.xml").content.decode()
    assert person_url(UserFactory()) not in client.get("/sitemap.xml").content.decode()


def test_own_profile_leads_to_the_public_page_when_there_is_one(client):
    teacher, learner = a_teacher(), UserFactory()
    profile_of(learner)
    for user, shown in ((teacher, True), (learner, False)):
        client.force_login(user)
        assert (person_url(user) in client.get(reverse("accounts:profile")).content.decode()) is shown
