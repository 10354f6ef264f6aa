"""Text travels compressed, padded by a random length; files travel as they are."""

import gzip

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.catalog import DocumentFactory, make_course

pytestmark = pytest.mark.django_db
GZIP = {"Accept-Encoding": "gzip, br"}


def test_page_of_one_person_is_compressed_for_who_understands_it(client):
    client.force_login(UserFactory(display_name="Dewi"))
    response = client.get("/learn/", headers=GZIP)
    assert response.headers["Content-Encoding"] == "gzip"
    assert "accept-encoding" in response.headers["Vary"].lower()
    assert "Dewi" in gzip.decompress(response.content).decode()
    assert int(response.headers["Content-Length"]) == len(response.content)
    assert "Content-Encoding" not in client.get("/learn/").headers


def test_length_of_a_secret_page_does_not_tell_what_is_in_it(client):
    client.force_login(UserFactory())
    assert len({len(client.get("/learn/", headers=GZIP).content) for _time in range(12)}) > 3


def test_first_visitor_gets_the_page_compressed_too(client):
    first = client.get("/courses/", headers=GZIP)
    kept = client.get("/courses/", headers=GZIP)
    assert "ETag" not in first.headers
    assert "ETag" in kept.headers
    assert gzip.decompress(first.content) == gzip.decompress(kept.content)


def test_answer_of_the_api_is_compressed(client):
    make_course()
    plain = client.get("/api/cms/v2/pages/").content
    # With a session, so that the answer is not one that is kept.
    client.force_login(UserFactory())
    response = client.get("/api/cms/v2/pages/", headers=GZIP)
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == plain


def test_drawn_cover_is_compressed(client):
    address = reverse("catalog:cover", args=["kawung", 40, 1])
    assert len(client.get(address, headers=GZIP).content) < len(client.get(address).content) / 1.5


def test_file_keeps_its_length(client):
    document = DocumentFactory(is_public=True, content=b"%PDF-1.4" + 500 * b" ")
    whole = client.get(document.url, headers=GZIP)
    assert whole.headers.get("Content-Encoding") != "gzip"
    assert len(b"".join(whole.streaming_content)) == int(whole.headers["Content-Length"]) == 508


def test_answer_of_a_few_words_is_left_alone(client):
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers
