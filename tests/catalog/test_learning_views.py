"""Completing, undoing, enrolling, leaving and redeeming, by form."""

import pytest
from django.urls import reverse

from catalog.models import Completion, Enrollment
from catalog.services.completion import complete_lesson
from tests.factories.accounts import UserFactory
from tests.factories.catalog import EnrollmentCodeFactory, MediaFactory, enroll, lessons_of, make_course

pytestmark = pytest.mark.django_db


def complete_url(lesson):
    return reverse("catalog:complete", args=[lesson.pk])


def messages_of(answer):
    return " ".join(str(message) for message in answer.context["messages"])


@pytest.fixture
def learning(client):
    course = make_course(lessons=2)
    client.force_login(enroll(course=course).user)
    return client, course, lessons_of(course)


def test_completing_leads_to_the_next_lesson(learning):
    client, _course, (first, second) = learning
    answer = client.post(complete_url(first))
    assert answer.status_code == 302
    assert answer["Location"] == second.get_url()
    assert Completion.objects.count() == 1


def test_completing_the_last_lesson_leads_to_the_course(learning):
    client, course, (first, second) = learning
    client.post(complete_url(first))
    assert client.post(complete_url(second))["Location"] == course.get_url()


def test_completing_by_script_answers_json(learning):
    client, _course, (first, second) = learning
    answer = client.post(complete_url(first), headers={"Accept": "application/json"})
    assert answer.json() == {"completed": True, "next_url": second.get_url()}


def test_completing_needs_post_and_a_person(client, learning):
    _client, _course, (first, _second) = learning
    assert client.get(complete_url(first)).status_code == 405
    client.logout()
    assert client.post(complete_url(first)).status_code == 302
    assert not Completion.objects.exists()


def test_completing_what_does_not_exist_is_not_found(learning):
    client, _course, _lessons = learning
    assert client.post(reverse("catalog:complete", args=[10**9])).status_code == 404


def test_stranger_is_told_and_nothing_is_written(client):
    course = make_course()
    client.force_login(UserFactory())
    lesson = lessons_of(course)[0]
    refused = client.post(complete_url(lesson), headers={"Accept": "application/json"})
    assert refused.status_code == 409
    assert refused.json()["code"] == "NOT_ENROLLED"
    assert client.post(complete_url(lesson)).status_code == 302
    assert not Completion.objects.exists()


def test_locked_lesson_is_refused_with_its_code(client):
    course = make_course(lessons=2, is_sequential=True)
    client.force_login(enroll(course=course).user)
    answer = client.post(complete_url(lessons_of(course)[1]), headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json()["code"] == "LESSON_LOCKED"


def test_unpublished_lesson_is_refused(learning):
    client, _course, (first, _second) = learning
    first.unpublish()
    answer = client.post(complete_url(first), headers={"Accept": "application/json"})
    assert answer.status_code == 403


def test_video_end_completes_by_script(client):
    course = make_course(lessons=1, lesson_fields={"video": MediaFactory(), "completes_by": "video"})
    client.force_login(enroll(course=course).user)
    lesson = lessons_of(course)[0]
    by_button = client.post(complete_url(lesson), headers={"Accept": "application/json"})
    assert by_button.json()["code"] == "LESSON_WANTS_VIDEO"
    by_video = client.post(complete_url(lesson), {"how": "video"}, headers={"Accept": "application/json"})
    assert by_video.json()["completed"] is True


def test_hostile_how_counts_as_the_button(learning):
    client, _course, (first, _second) = learning
    client.post(complete_url(first), {"how": "<script>"})
    assert Completion.objects.get().how == "button"


def test_undo_stays_on_the_lesson(learning):
    client, _course, (first, _second) = learning
    client.post(complete_url(first))
    answer = client.post(reverse("catalog:undo", args=[first.pk]))
    assert answer["Location"] == first.get_url()
    assert not Completion.objects.exists()


def test_undo_after_the_end_is_explained(learning):
    client, _course, lessons = learning
    for lesson in lessons:
        complete_lesson(user=Enrollment.objects.get().user, lesson=lesson)
    answer = client.post(reverse("catalog:undo", args=[lessons[0].pk]), headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["code"] == "COURSE_FINISHED"


def test_enrolling_asks_first_and_then_opens_the_first_lesson(client):
    course = make_course()
    client.force_login(UserFactory())
    url = reverse("catalog:enroll", args=[course.translation_key])
    page = client.get(url)
    assert page.status_code == 200
    assert course.title.encode() in page.content
    assert not Enrollment.objects.exists()
    assert client.post(url)["Location"] == lessons_of(course)[0].get_url()
    assert client.get(url).status_code == 302
    assert client.post(url).status_code == 302
    assert Enrollment.objects.count() == 1


def test_enrolling_as_visitor_leads_through_sign_in(client):
    url = reverse("catalog:enroll", args=[make_course().translation_key])
    assert client.get(url)["Location"] == f"/accounts/login/?next={url}"


def test_enrolling_in_a_paid_course_is_explained(client):
    course = make_course(price_minor=1900)
    client.force_login(UserFactory())
    url = reverse("catalog:enroll", args=[course.translation_key])
    answer = client.post(url, follow=True)
    assert "course is not free" in answer.content.decode()
    assert not Enrollment.objects.exists()


def test_enrolling_in_an_unknown_course_is_not_found(client):
    client.force_login(UserFactory())
    assert client.get("/learn/enroll/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_leaving_asks_with_the_name_and_keeps_progress(learning):
    client, course, (first, _second) = learning
    client.post(complete_url(first))
    url = reverse("catalog:leave", args=[course.translation_key])
    assert course.title.encode() in client.get(url).content
    client.post(url)
    enrollment = Enrollment.objects.get()
    assert not enrollment.is_active
    assert enrollment.completed_count == 1
    assert client.post(url).status_code == 404


def test_redeeming_opens_the_course(client):
    code = EnrollmentCodeFactory(code="BELAJAR")
    client.force_login(UserFactory())
    answer = client.post(reverse("classroom:redeem"), {"code": "belajar"})
    assert answer["Location"] == lessons_of(code.course)[0].get_url() if lessons_of(code.course) else True
    assert Enrollment.objects.count() == 1


def test_refused_code_stays_in_the_field_with_the_reason(client):
    client.force_login(UserFactory())
    answer = client.post(reverse("classroom:redeem"), {"code": "WRONG<b>"})
    assert answer.status_code == 422
    assert b"not known" in answer.content
    assert b"WRONG&lt;b&gt;" in answer.content
