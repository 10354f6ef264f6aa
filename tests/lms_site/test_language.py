"""Which language a page is in, and how one chooses another."""

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from lms_site.languages import request_language
from lms_site.middleware.person import LanguageMiddleware
from tests.factories.accounts import UserFactory


def language_of(cookie: str = "", accept: str = "") -> str:
    meta = {"HTTP_ACCEPT_LANGUAGE": accept} if accept else {}
    return request_language({**meta, "HTTP_COOKIE": f"csrftoken=x; {settings.LANGUAGE_COOKIE_NAME}={cookie}"})


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "en"),
        ("id", "id"),
        ("id-ID,id;q=0.9,en;q=0.8", "id"),
        ("de-DE,de;q=0.9,id;q=0.5,en;q=0.4", "id"),
        ("de,*;q=0.1", "en"),
        ("en-GB,id;q=0.9", "en"),
        ("id;q=0, en", "en"),
        ("\x00;;q=,,,", "en"),
        ("a-" * 5000, "en"),
    ],
)
def test_browser_decides_for_a_stranger(accept, expected):
    assert language_of(accept=accept) == expected


@pytest.mark.parametrize(
    ("cookie", "expected"), [("id", "id"), ("xx", "en"), ("", "en"), ('"; x=y', "en"), ("id-ID", "id")]
)
def test_cookie_decides_before_the_browser(cookie, expected):
    assert language_of(cookie=cookie, accept="en") == expected


@pytest.mark.django_db
def test_profile_decides_before_the_cookie(client):
    client.force_login(UserFactory(language="id"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert client.get("/language/xx/").headers["Content-Language"] == "id"


@pytest.mark.django_db
def test_profile_without_a_language_leaves_it_to_the_cookie(client):
    client.force_login(UserFactory(language=""))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"

    assert client.get("/language/xx/").headers["Content-Language"] == "id"


def test_stranger_costs_the_language_no_query(db, django_assert_num_queries):
    seen = []
    middleware = LanguageMiddleware(lambda request: seen.append(request.LANGUAGE_CODE) or _Answer())

    with django_assert_num_queries(0):
        middleware(RequestFactory().get("/", headers={"Accept-Language": "id"}))

    assert seen == ["id"]


class _Answer:
    headers: dict[str, str] = {}


# --- Choosing ---------------------------------------------------------------------------------
@pytest.mark.django_db
def test_choosing_sets_a_cookie_and_goes_back(client):
    response = client.get("/language/id/?next=/courses/%3Flevel%3Dstarter")

    assert response.headers["Location"] == "/courses/?level=starter"
    cookie = response.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("id", "Lax", True)
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "\thttps://evil.example"],
)
def test_choosing_never_leads_to_another_site(client, target):
    assert client.get("/language/id/", {"next": target}).headers["Location"] == "/"
    assert client.post("/language/", {"language": "id", "next": target}).headers["Location"] == "/"


@pytest.mark.django_db
def test_language_that_we_do_not_speak_is_not_found(client):
    assert client.get("/language/xx/").status_code == 404
    assert client.post("/language/", {"language": "xx"}).status_code == 404
    assert client.post("/language/").status_code == 404


@pytest.mark.django_db
def test_link_changes_nothing_by_post_and_form_nothing_by_get(client):
    assert client.post("/language/id/").status_code == 405
    assert client.get("/language/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["link", "form"])
def test_choice_of_somebody_signed_in_is_kept_in_the_profile(client, way):
    user = UserFactory(language="en")
    client.force_login(user)
    if way == "link":
        client.get("/language/id/", headers={"Sec-Fetch-Site": "same-origin"})
    else:
        client.post("/language/", {"language": "id"})

    user.refresh_from_db()
    assert user.language == "id"


@pytest.mark.django_db
def test_link_on_another_site_does_not_change_the_profile(client):
    user = UserFactory(language="en")
    client.force_login(user)
    client.get("/language/id/", headers={"Sec-Fetch-Site": "cross-site"})

    user.refresh_from_db()
    assert user.language == "en"


@pytest.mark.django_db
def test_form_needs_a_token():
    assert Client(enforce_csrf_checks=True).post("/language/", {"language": "id"}).status_code == 403
