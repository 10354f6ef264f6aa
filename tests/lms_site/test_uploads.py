"""Requests that are too large are refused before they are read."""

import io

import pytest
from django.test import RequestFactory

from lms_site.middleware.uploads import SLACK, RequestSizeMiddleware, upload_limit

pytestmark = pytest.mark.django_db
THREE_GB = 3 * 1024**3


class Untouched(io.RawIOBase):
    """A body that must not be read."""

    def read(self, *_args):
        raise AssertionError("The body was read.")


def send(path: str, length: str | None, **headers):
    request = RequestFactory().post(path)
    request.environ["wsgi.input"] = Untouched()
    if length is None:
        request.META.pop("CONTENT_LENGTH", None)
    else:
        request.META["CONTENT_LENGTH"] = length
    request.META.update(headers)
    return RequestSizeMiddleware(lambda request: "served")(request)


def test_video_of_three_gigabytes_is_refused_with_a_page_that_says_why(client):
    response = client.generic("POST", "/cms/media/video/add/", b"", CONTENT_LENGTH=str(THREE_GB))

    assert response.status_code == 413
    assert "too large" in response.content.decode()
    assert response.headers["Content-Security-Policy"]


def test_refusal_speaks_the_language_of_the_browser(client):
    response = client.generic(
        "POST", "/cms/media/video/add/", b"", CONTENT_LENGTH=str(THREE_GB), HTTP_ACCEPT_LANGUAGE="id"
    )

    assert '<html lang="id"' in response.content.decode()


def test_body_of_a_refused_request_is_not_read():
    assert send("/cms/media/video/add/", str(THREE_GB)).status_code == 413


@pytest.mark.parametrize(
    ("path", "setting"),
    [
        ("/cms/images/multiple/add/", "LMS_MAX_MEDIA_BYTES"),
        ("/teach/batches/5/announcements/", "LMS_MAX_DOCUMENT_BYTES"),
        ("/accounts/profile/", "LMS_MAX_IMAGE_BYTES"),
    ],
)
def test_limit_is_that_of_the_part_of_the_site(settings, path, setting):
    limit = getattr(settings, setting)

    assert upload_limit(path) == limit
    assert send(path, str(limit + SLACK)) == "served"
    assert send(path, str(limit + SLACK + 1)).status_code == 413


def test_sign_in_does_not_take_a_video():
    assert send("/accounts/login/", str(100 * 1024**2)).status_code == 413


def test_body_without_a_length_is_refused():
    assert send("/accounts/profile/", None, HTTP_TRANSFER_ENCODING="chunked").status_code == 411
    assert send("/accounts/profile/", "", HTTP_TRANSFER_ENCODING="chunked").status_code == 411


@pytest.mark.parametrize("length", ["-1", "12a", "1e9", "٣", "1,2", " 5"])
def test_length_that_is_no_number_is_refused(length):
    assert send("/accounts/profile/", length).status_code == 400


@pytest.mark.parametrize("length", [None, "", "0"])
def test_request_without_a_body_is_served(length):
    assert send("/", length) == "served"
