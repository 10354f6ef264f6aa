"""Private files: signed, expiring, judged like the lesson."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from catalog.byte_ranges import parse_range
from catalog.models import Grant
from catalog.services.enrollment import revoke
from catalog.signed import FileTicket, file_url
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.catalog import (
    CaptionsFactory,
    DocumentFactory,
    MediaFactory,
    enroll,
    lessons_of,
    make_course,
    make_lesson,
    modules_of,
)
from tests.sharing import own

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]


@pytest.fixture(scope="module")
def made(made_once_with_indexes):
    course = make_course(lessons=0)
    document = DocumentFactory()
    lesson = make_lesson(modules_of(course)[0], title="With file", attachments=[document])
    return SimpleNamespace(lesson_with_file=(course, lesson, document))


lesson_with_file = own("lesson_with_file")


def body_of(response):
    """The whole body; reading a streamed file to its end closes it."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def status_of(response) -> int:
    body_of(response)
    return response.status_code


def address(document, lesson, user, kind="file"):
    return file_url(FileTicket(kind, document.pk, lesson.pk, user.pk))


def test_learner_downloads_with_the_signed_address(client, lesson_with_file):
    course, lesson, document = lesson_with_file
    learner = enroll(course=course).user
    answer = client.get(address(document, lesson, learner))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    assert body_of(answer).startswith(b"%PDF-")


def test_forged_address_is_not_found(client, lesson_with_file):
    course, lesson, document = lesson_with_file
    url = address(document, lesson, enroll(course=course).user)
    assert client.get(url[:-3] + "xx/").status_code == 404


def test_expired_address_is_not_found(client, lesson_with_file, settings):
    course, lesson, document = lesson_with_file
    url = address(document, lesson, enroll(course=course).user)
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.LMS_SIGNED_URL_SECONDS + 1)):
        assert client.get(url).status_code == 404


def test_address_dies_with_the_grant(client, lesson_with_file):
    course, lesson, document = lesson_with_file
    learner = enroll(course=course, source=Grant.Source.CODE, reference="x").user
    url = address(document, lesson, learner)
    revoke(source=Grant.Source.CODE, reference="x")
    assert client.get(url).status_code == 404


def test_address_of_deactivated_person_is_not_found(client, lesson_with_file):
    course, lesson, document = lesson_with_file
    learner = enroll(course=course).user
    url = address(document, lesson, learner)
    learner.is_active = False
    learner.save()
    assert client.get(url).status_code == 404


def test_lesson_page_carries_a_working_address(client, lesson_with_file):
    course, lesson, _document = lesson_with_file
    learner = enroll(course=course).user
    client.force_login(learner)
    page = client.get(lesson.get_url()).content.decode()
    start = page.index("/learn/files/")
    url = page[start : page.index('"', start)]
    assert status_of(client.get(url)) == 200


def test_video_is_served_in_ranges(client):
    video = MediaFactory()
    course = make_course(lessons=1, lesson_fields={"video": video})
    learner = enroll(course=course).user
    url = address(video, lessons_of(course)[0], learner, "media")
    whole = client.get(url)
    content = body_of(whole)
    assert whole["Accept-Ranges"] == "bytes"
    assert whole["Content-Type"] == "video/mp4"
    part = client.get(url, headers={"Range": "bytes=4-7"})
    assert part.status_code == 206
    assert body_of(part) == content[4:8] == b"ftyp"
    assert part["Content-Range"] == f"bytes 4-7/{len(content)}"
    outside = client.get(url, headers={"Range": f"bytes={len(content)}-"})
    assert outside.status_code == 416


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=-0", None),
        ("bytes=100-", None),
        ("bytes=20-10", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("bytes=abc", None),
    ],
)
def test_parse_range(header, expected):
    assert parse_range(header, 100) == expected


def test_captions_are_shown_inline_as_text(client):
    captions = CaptionsFactory()
    course = make_course(lessons=0)
    lesson = make_lesson(modules_of(course)[0], title="Film", attachments=[captions])
    answer = client.get(address(captions, lesson, enroll(course=course).user))
    assert answer["Content-Type"].startswith("text/vtt")
    assert answer["Content-Disposition"].startswith("inline")
    assert body_of(answer).startswith(b"WEBVTT")


def test_wagtails_document_address_asks_the_same_question(client, lesson_with_file):
    course, _lesson, document = lesson_with_file
    url = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    assert client.get(url).status_code == 404
    client.force_login(UserFactory())
    assert client.get(url).status_code == 404
    client.force_login(enroll(course=course).user)
    assert status_of(client.get(url)) == 200
    client.force_login(ModeratorFactory())
    assert status_of(client.get(url)) == 200


def test_public_document_is_for_everybody(client):
    document = DocumentFactory(is_public=True)
    url = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    assert status_of(client.get(url)) == 200
