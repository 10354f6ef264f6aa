"""Errors: as data for programs, as pages in the design for people."""

import pytest
from django.test import Client
from django.urls import path
from django.utils.translation import gettext_lazy, override

from lms_site.errors import DomainError
from lms_site.urls import urlpatterns as site_patterns

pytestmark = pytest.mark.django_db


class CourseFull(DomainError):
    """No seat is left."""

    code = "COURSE_FULL"
    message = gettext_lazy("English")


def test_refusal_has_a_code_for_programs_and_a_sentence_for_people():
    error = DomainError("COURSE_CLOSED", "This course is closed.")

    assert (error.code, error.message, str(error)) == ("COURSE_CLOSED", "This course is closed.", error.message)


def test_kind_of_refusal_brings_its_own_code_and_sentence():
    assert (CourseFull().code, str(CourseFull())) == ("COURSE_FULL", "English")
    assert CourseFull(message="Only on Mondays.").message == "Only on Mondays."


def test_sentence_is_translated_when_it_is_read():
    error = CourseFull()

    with override("id"):
        assert str(error) == "Inggris"


def test_refusal_without_a_sentence_says_its_code():
    assert str(DomainError()) == "REFUSED"


# --- Pages ------------------------------------------------------------------------------------
def broken(request):
    raise RuntimeError("secret detail")


urlpatterns = [path("broken/", broken), *site_patterns]


def test_missing_page_is_told_in_the_design_and_the_language(client):
    response = client.get("/no/such/page/", headers={"Accept-Language": "id"})

    assert response.status_code == 404
    assert '<html lang="id"' in response.content.decode()
    assert "site.css" in response.content.decode()


@pytest.mark.urls(__name__)
def test_our_own_mistake_is_told_without_its_details():
    response = Client(raise_request_exception=False).get("/broken/")

    assert response.status_code == 500
    assert "site.css" in response.content.decode()
    assert "secret detail" not in response.content.decode()


def test_form_that_was_open_too_long_is_told_so():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.com", "password": "x"})

    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()
    assert "site.css" in response.content.decode()
