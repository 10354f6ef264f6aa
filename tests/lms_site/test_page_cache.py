"""Whole pages for strangers: quick, gone with the next publish, and never anybody else's."""

import gzip

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client

from lms_site import kept_pages, near_cache
from lms_site.cache_versions import bump
from lms_site.middleware.page_cache import page_key
from tests.factories.accounts import UserFactory
from tests.lms_site import public_pages

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.lms_site.public_pages")]


@pytest.fixture(autouse=True)
def nothing_rendered():
    public_pages.rendered.clear()


@pytest.fixture(params=["shared", "alone"])
def any_cache(request, settings):
    """With Redis and without."""
    if request.param == "shared":
        return request.getfixturevalue("redis_cache")
    settings.CACHES = {"default": {"BACKEND": "lms_site.cache.ProcessCache", "LOCATION": "pages"}}
    return cache


def renders() -> int:
    """How often a page has been rendered in this test."""
    return len(public_pages.rendered)


def test_page_is_rendered_once_for_all_strangers(any_cache, django_assert_num_queries):
    first = Client().get("/public/")
    with django_assert_num_queries(0):
        second = Client().get("/public/")

    assert renders() == 1
    assert second.content == first.content
    assert second.status_code == 200


def test_kept_page_has_every_header_of_the_first(client):
    first, second = client.get("/public/"), client.get("/public/")

    assert renders() == 1
    headers = dict(second.headers)
    assert headers.pop("ETag")
    own = {"X-Request-ID"}
    assert {name: headers[name] for name in first.headers if name not in own} == {
        name: value for name, value in first.headers.items() if name not in own
    }
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "public, max-age=0, s-maxage=300"
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in headers["Vary"].split(",")}


def test_publishing_drops_every_page_at_once(any_cache, client, committed):
    client.get("/public/")
    client.get("/other/")
    with committed():
        bump("public")

    assert b"en 3" in client.get("/public/").content
    assert b"en 4" in client.get("/other/").content
    client.get("/public/")
    assert renders() == 4


def test_change_that_is_not_committed_yet_is_neither_kept_nor_answered_from_the_cache(client):
    client.get("/public/")
    bump("public")

    client.get("/public/")
    client.get("/public/")

    assert renders() == 3


def test_change_during_the_rendering_is_not_hidden_by_the_page_that_was_rendered(client, committed, monkeypatch):
    def render_while_somebody_publishes(request):
        with committed():
            bump("public")
        return "old"

    monkeypatch.setattr(public_pages, "body", render_while_somebody_publishes)
    client.get("/public/")
    monkeypatch.undo()

    assert b"old" not in client.get("/public/").content


def test_page_that_another_process_has_rendered_is_taken_from_redis(redis_cache, client, django_assert_num_queries):
    client.get("/public/")
    kept_pages.pages.shelf.clear()

    with django_assert_num_queries(0):
        client.get("/public/")

    assert renders() == 1


def test_page_grows_old(any_cache, client, monkeypatch):
    client.get("/public/")
    redis = getattr(any_cache, "server", None)
    if redis:
        (key,) = [key for key in redis.client().keys("*") if b"page:" in key]
        assert 0 < redis.client().ttl(key) <= django_settings.LMS_PAGE_CACHE_SECONDS
        redis.client().delete(key)
    now = near_cache.time.monotonic()
    monkeypatch.setattr(near_cache.time, "monotonic", lambda: now + django_settings.LMS_PAGE_CACHE_SECONDS + 1)

    client.get("/public/")

    assert renders() == 2


def test_redis_dying_costs_no_page(redis_cache, client):
    client.get("/public/")
    redis_cache.server.kill()
    cache.get("anything")

    assert client.get("/public/").status_code == 200
    assert client.get("/other/").status_code == 200
    client.get("/other/")
    assert renders() == 2


def test_cache_can_be_switched_off(settings, client):
    settings.LMS_PAGE_CACHE_SECONDS = 0

    client.get("/public/")
    client.get("/public/")

    assert renders() == 2


# --- Who gets it ------------------------------------------------------------------------------
def test_somebody_signed_in_gets_a_page_of_their_own_which_nobody_keeps(client):
    Client().get("/public/")
    client.force_login(UserFactory())

    first, second = client.get("/public/"), client.get("/public/")

    assert renders() == 3
    assert first.headers["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert "ETag" not in second.headers


def test_page_rendered_for_somebody_signed_in_is_not_given_to_strangers(client):
    client.force_login(UserFactory())
    client.get("/public/")

    assert b"en 2" in Client().get("/public/").content


def test_token_holder_gets_a_page_of_their_own(client):
    Client().get("/public/")

    response = client.get("/public/", headers={"Authorization": "Bearer abc"})

    assert renders() == 2
    assert response.headers["Cache-Control"].startswith("private")


def test_stranger_with_a_message_waiting_gets_a_page_of_their_own(client):
    Client().get("/public/")
    client.get("/with_message/")

    client.get("/public/")

    assert renders() == 3


@pytest.mark.parametrize("cookie", ["csrftoken", "theme", "_ga"])
def test_cookies_that_say_nothing_about_a_person_do_not_matter(client, cookie):
    client.get("/public/")
    client.cookies[cookie] = "x"
    client.get("/public/")

    assert renders() == 1


def test_form_that_is_sent_is_never_answered_from_the_cache(client):
    client.get("/public/")
    client.post("/public/")

    assert renders() == 2


def test_request_of_htmx_is_not_given_a_whole_page(client):
    client.get("/public/")
    client.get("/public/", headers={"HX-Request": "true"})

    assert renders() == 2


# --- What is a page ---------------------------------------------------------------------------
def test_languages_are_kept_apart(client):
    assert b"en 1" in client.get("/public/").content
    assert b"id 2" in client.get("/public/", headers={"Accept-Language": "id-ID,id;q=0.9"}).content
    assert b"id 2" in client.get("/public/", headers={"Accept-Language": "id"}).content
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = "id"
    assert b"id 2" in client.get("/public/").content
    assert client.get("/public/").headers["Content-Language"] == "id"
    assert b"en 1" in Client().get("/public/").content


def test_hosts_and_schemes_are_kept_apart(client):
    client.get("/public/", headers={"Host": "a.example.com"})
    client.get("/public/", headers={"Host": "b.example.com"})
    client.get("/public/", headers={"Host": "b.example.com"}, secure=True)

    assert renders() == 3


def test_order_of_parameters_does_not_matter_but_that_of_their_values_does(client):
    client.get("/public/?page=2&level=a&level=b")
    client.get("/public/?level=a&level=b&page=2")
    assert renders() == 1

    client.get("/public/?level=b&level=a&page=2")
    assert renders() == 2


def test_address_cannot_be_made_to_look_like_another_one(rf):
    """What stands in a path and what stands in a query must not be mistaken for each other."""
    requests = [rf.get("/a%7Cb/?c=d"), rf.get("/a/?b|c=d"), rf.get("/a%7C3%7Cb=c/"), rf.get("/a/?b=c")]

    assert len({page_key(request, request.META) for request in requests}) == 4


def test_address_in_another_script_is_kept_in_redis(redis_cache, client):
    client.get("/public/?page=%E2%89%A0+%00|")
    kept_pages.pages.shelf.clear()
    client.get("/public/?page=%E2%89%A0+%00|")

    assert renders() == 1


def test_kinds_of_answers_of_the_api_are_kept_apart(client):
    client.get("/api/public/", headers={"Accept": "application/json"})
    client.get("/api/public/", headers={"Accept": "text/html"})
    client.get("/api/public/", headers={"Accept": "text/html"})

    assert renders() == 2


def test_parameter_that_the_page_does_not_know_is_not_kept(client):
    for number in range(3):
        client.get(f"/public/?cache_filler={number}")
        client.get(f"/public/?cache_filler={number}")

    assert renders() == 6
    assert kept_pages.pages.shelf.bytes == 0


def test_very_long_query_is_not_kept(client):
    client.get("/public/?level=" + "x" * 200)
    client.get("/public/?level=" + "x" * 200)

    assert renders() == 2


@pytest.mark.parametrize(
    "path",
    [
        "/ordinary/",
        "/with_cookie/",
        "/with_nonce/",
        "/with_token/",
        "/by_origin/",
        "/streamed/",
        "/missing/",
        "/huge/",
        "/accounts/public/",
    ],
)
def test_page_that_is_not_the_same_for_all_is_not_kept(path):
    Client().get(path)
    Client().get(path)

    assert renders() == 2


@pytest.mark.parametrize("path", ["/with_cookie/", "/with_token/"])
def test_page_with_something_personal_is_private_whatever_its_view_says(client, path):
    assert client.get(path).headers["Cache-Control"].startswith("private")


def test_head_is_answered_from_the_cache_and_fills_it_not(client):
    client.head("/public/")
    assert renders() == 1
    client.get("/public/")
    response = client.head("/public/")

    assert renders() == 2
    assert int(response.headers["Content-Length"]) > 1000


# --- How it is sent ---------------------------------------------------------------------------
def test_page_is_sent_compressed_to_who_understands_it(client):
    plain = client.get("/public/").content

    response = client.get("/public/", headers={"Accept-Encoding": "gzip, br"})

    assert gzip.decompress(response.content) == plain
    assert response.headers["Content-Encoding"] == "gzip"
    assert int(response.headers["Content-Length"]) == len(response.content) < len(plain) / 5
    assert "Content-Encoding" not in client.get("/public/").headers


def test_caches_on_the_way_are_told_that_the_encoding_differs(client):
    client.get("/public/")

    assert "accept-encoding" in client.get("/public/").headers["Vary"].lower()


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_browser_that_has_the_page_is_told_so(client, encoding):
    client.get("/public/")
    headers = {"Accept-Encoding": encoding}
    etag = client.get("/public/", headers=headers).headers["ETag"]

    response = client.get("/public/", headers={**headers, "If-None-Match": f'"other", W/{etag}'})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == etag
    assert "Content-Length" not in response.headers
    assert "Content-Encoding" not in response.headers


def test_browser_that_has_an_older_page_gets_the_new_one(client, committed):
    client.get("/public/")
    etag = client.get("/public/").headers["ETag"]
    with committed():
        bump("public")

    client.get("/public/")
    response = client.get("/public/", headers={"If-None-Match": etag})

    assert response.status_code == 200
    assert response.headers["ETag"] != etag
