"""The menu of the person: one rendering for all of a kind, and nothing of the one before in it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from catalog.account_menu import account_menu
from tests.factories.accounts import InstructorFactory, UserFactory

pytestmark = pytest.mark.django_db


def menu_for(rf, user, path="/courses/") -> str:
    request = rf.get(path)
    if user is not None:
        request.user = user
    return account_menu(request)


def test_each_person_finds_themself_alone(rf):
    one, two = UserFactory(display_name="Ani"), UserFactory(display_name="Budi")
    first, second = menu_for(rf, one), menu_for(rf, two)
    assert "Ani" in first
    assert one.email in first
    assert "Budi" in second
    assert one.email not in second
    assert "Ani" not in second


def test_name_is_escaped(rf):
    text = menu_for(rf, UserFactory(display_name='<b>Ani</b>" onload="x'))
    assert "<b>Ani" not in text
    assert "&lt;b&gt;Ani&lt;/b&gt;&quot; onload=&quot;x" in text


def test_way_into_the_cms_is_for_those_who_write(rf):
    assert "/cms/" in menu_for(rf, InstructorFactory())
    assert "/cms/" not in menu_for(rf, UserFactory())


def test_visitor_gets_no_form_token_and_may_sign_in(rf):
    text = menu_for(rf, AnonymousUser())
    assert "csrfmiddlewaretoken" not in text
    assert "/accounts/login/" in text


def test_request_that_nobody_has_been_found_for_counts_as_a_visitor(rf):
    assert menu_for(rf, None) == menu_for(rf, AnonymousUser())


def test_person_gets_a_form_token_of_their_own_request(rf):
    request = rf.get("/")
    request.user = UserFactory()
    text = account_menu(request)
    assert text.count("csrfmiddlewaretoken") == 1
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"]


def test_language_links_lead_back_to_the_address_with_its_query(rf):
    text = menu_for(rf, AnonymousUser(), "/courses/?q=a&level=b")
    assert "/language/id/?next=%2Fcourses%2F%3Fq%3Da%26level%3Db" in text


def test_menu_speaks_the_language_in_use(rf):
    with translation.override("id"):
        indonesian = menu_for(rf, AnonymousUser())
    assert "Masuk" in indonesian
    assert "Masuk" not in menu_for(rf, AnonymousUser())
