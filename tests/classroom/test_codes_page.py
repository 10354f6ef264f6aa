"""“I have a code”: codes of courses and of batches on one page."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from catalog.models import Enrollment
from classroom.models import BatchMember, Joining, WaitlistEntry
from tests.factories.accounts import UserFactory
from tests.factories.catalog import EnrollmentCodeFactory, make_course
from tests.factories.classroom import make_batch, seat
from tests.sharing import own

pytestmark = pytest.mark.django_db
URL = "/learn/code/"


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(modules=0))


course = own("course")


@pytest.fixture
def learner(client):
    person = UserFactory()
    client.force_login(person)
    return person


def test_code_of_a_batch_joins_it(client, learner, course):
    batch = make_batch(course, joining=Joining.CODE)
    typed = f" {batch.join_code[:4].lower()}-{batch.join_code[4:]} "
    assert client.post(URL, {"code": typed})["Location"] == reverse("classroom:batch", args=[batch.pk])
    assert BatchMember.objects.get().user == learner


def test_code_of_a_course_still_opens_it(client, learner):
    code = EnrollmentCodeFactory(code="BELAJAR", course=make_course())
    assert client.post(URL, {"code": "belajar"})["Location"].startswith(code.course.get_url())
    assert Enrollment.objects.get().user == learner


def test_full_batch_offers_its_waitlist(client, learner, course):
    batch = make_batch(course, joining=Joining.CODE, seats=1)
    seat(batch)
    answer = client.post(URL, {"code": batch.join_code})
    assert answer.status_code == 422
    assert "Wait for a seat" in answer.content.decode()
    client.post(URL, {"code": batch.join_code, "do": "wait"})
    assert WaitlistEntry.objects.get().user == learner


def test_codes_that_nobody_has_given_out_are_answered_alike(client, learner, course):
    secret = make_batch(course, joining=Joining.STAFF)
    answers = {
        client.post(URL, {"code": code}).content.decode().split("<main")[1].replace(code, "")
        for code in ("NOTHING9", secret.join_code)
    }
    texts = {"This code is not known." in answer for answer in answers}
    assert texts == {True}


def test_guessing_codes_ends_after_thirty(client, learner, course):
    for number in range(30):
        assert client.post(URL, {"code": f"WRONG{number}"}).status_code == 422
    batch = make_batch(course, joining=Joining.CODE)
    assert client.post(URL, {"code": batch.join_code}).status_code == 429
    assert not BatchMember.objects.exists()
