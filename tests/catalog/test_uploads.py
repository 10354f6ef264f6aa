"""Uploaded files are judged by what they are."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from catalog.models import CourseDocument, CourseImage, CourseMedia
from catalog.uploads import validate_document, validate_image, validate_media
from tests.factories.accounts import AdminFactory
from tests.factories.catalog import MP4


def upload(name, content):
    return SimpleUploadedFile(name, content)


def png(width=10, height=10) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height)).save(buffer, "PNG")
    return buffer.getvalue()


def refused(validate, file) -> str:
    with pytest.raises(ValidationError) as caught:
        validate(file)
    return caught.value.error_list[0].code


def test_image_that_is_an_image_passes_and_stays_at_its_beginning():
    file = upload("a.png", png())
    validate_image(file)
    assert file.tell() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a not really",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"",
        b"\x00" * 99,
    ],
)
def test_image_that_is_no_image_is_refused(content):
    assert refused(validate_image, upload("a.png", content)) == "not_an_image"


def test_image_with_too_many_pixels_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 99
    assert refused(validate_image, upload("a.png", png())) == "too_many_pixels"


def test_too_large_files_are_refused_with_both_sizes(settings):
    settings.LMS_MAX_DOCUMENT_BYTES = settings.LMS_MAX_IMAGE_BYTES = settings.LMS_MAX_MEDIA_BYTES = 10
    for validate, name, content in (
        (validate_document, "a.pdf", b"%PDF-1.4 too long"),
        (validate_image, "a.png", png()),
        (validate_media, "a.mp4", MP4),
    ):
        assert refused(validate, upload(name, content)) == "too_large"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.docx", b"MZ executable"),
        ("captions.vtt", b"1\n00:00:00 --> 00:00:01\nsrt, not vtt"),
    ],
)
def test_document_that_is_not_what_its_name_says_is_refused(name, content):
    assert refused(validate_document, upload(name, content)) == "wrong_content"


@pytest.mark.parametrize(
    ("name", "content"), [("a.mp4", b"<html>"), ("a.webm", MP4), ("a.ogg", b"ID3"), ("a.wav", b"x")]
)
def test_media_that_is_not_what_its_name_says_is_refused(name, content):
    assert refused(validate_media, upload(name, content)) == "wrong_content"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.mp4", MP4), ("a.webm", b"\x1aE\xdf\xa3...."), ("a.ogg", b"OggS..."), ("a.mp3", b"ID3...")],
)
def test_media_that_is_what_its_name_says_passes(name, content):
    validate_media(upload(name, content))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url_name", "model", "name", "content"),
    [
        ("wagtailimages:add", CourseImage, "evil.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("wagtailimages:add", CourseImage, "evil.png", b"<svg><script>alert(1)</script></svg>"),
        ("wagtaildocs:add", CourseDocument, "evil.html", b"<script>alert(1)</script>"),
        ("wagtaildocs:add", CourseDocument, "evil.pdf", b"<script>alert(1)</script>"),
    ],
)
def test_hostile_upload_in_the_cms_is_refused_with_a_reason(client, url_name, model, name, content):
    client.force_login(AdminFactory())
    answer = client.post(reverse(url_name), {"title": "Evil", "file": upload(name, content)})
    assert answer.status_code in (200, 400)
    assert not model.objects.exists()


@pytest.mark.django_db
def test_hostile_video_in_the_cms_is_refused_with_a_reason(client):
    client.force_login(AdminFactory())
    url = reverse("wagtailmedia:add", args=["video"])
    answer = client.post(url, {"title": "Evil", "file": upload("evil.mp4", b"<script>"), "duration": 1})
    assert answer.status_code == 200
    assert b"not what its name says" in answer.content
    assert not CourseMedia.objects.exists()
