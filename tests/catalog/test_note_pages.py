"""The pages of notes: the side panel, the list, the download, and whom they refuse."""

from types import SimpleNamespace

import pytest
from django.test import TestCase
from django.urls import reverse

from catalog.models import Note
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course
from tests.factories.notes import make_notes
from tests.sharing import own

pytestmark = pytest.mark.django_db
LIST = "/learn/notes/"
HOSTILE = "<script>alert(1)</script> {{ 7 }} &amp; “’"


@pytest.fixture(scope="module")
def made(made_once):
    with TestCase.captureOnCommitCallbacks(execute=True):
        course = make_course(lessons=1)
    return SimpleNamespace(lesson=lessons_of(course)[0], learner=enroll(course=course).user)


lesson = own("lesson")


@pytest.fixture
def learner(own_copies, client):
    client.force_login(own_copies.learner)
    return own_copies.learner


def panel_of(lesson) -> str:
    return reverse("catalog:lesson_notes", args=[lesson.pk])


def test_visitor_is_sent_to_sign_in(client, lesson):
    for address in (LIST, panel_of(lesson), "/learn/notes/notes.md", "/learn/notes/1/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")
    assert client.post(panel_of(lesson), {"text": "x"}).status_code == 302
    assert not Note.objects.exists()


def test_stranger_is_told_why(client, lesson):
    client.force_login(UserFactory())
    for answer in (client.get(panel_of(lesson)), client.post(panel_of(lesson), {"text": "x"})):
        assert answer.status_code == 403
        assert b"not enrolled in yet" in answer.content
        assert lesson.title not in answer.content.decode().split("<main", 1)[1]
    assert not Note.objects.exists()


def test_panel_is_a_private_fragment_and_the_page_a_page(client, learner, lesson):
    fragment = client.get(panel_of(lesson), {"panel": ""})
    assert b"<html" not in fragment.content
    assert b"data-notes-body" in fragment.content
    assert "private" in fragment["Cache-Control"]
    assert b"<html" in client.get(panel_of(lesson)).content


def test_note_is_kept_and_shown_as_text(client, learner, lesson):
    sent = {"text": HOSTILE, "block_id": "s-1", "quote": HOSTILE, "moment": "75"}
    answer = client.post(panel_of(lesson) + "?panel", sent)
    assert answer.status_code == 200
    assert b'data-said="Note saved."' in answer.content
    note = Note.objects.get()
    assert (note.text, note.quote, note.moment_seconds) == (HOSTILE, HOSTILE, 75)
    for page in (answer.content, client.get(LIST).content):
        assert b"<script>alert(1)" not in page
        assert b"&lt;script&gt;alert(1)" in page


def test_without_script_one_comes_back_to_the_page(client, learner, lesson):
    answer = client.post(panel_of(lesson), {"text": "", "kind": "bookmark"})
    assert answer.status_code == 302
    assert answer["Location"] == panel_of(lesson)
    assert Note.objects.get().is_bookmark


@pytest.mark.parametrize(
    "sent", [{"text": ""}, {"text": "x" * 5001}, {"text": "x", "kind": "poem"}, {"text": "x", "moment": "-1"}]
)
def test_what_cannot_be_kept_is_said_and_stays_typed(client, learner, lesson, sent):
    answer = client.post(panel_of(lesson) + "?panel", sent)
    assert answer.status_code == 422
    assert sent["text"].encode() in answer.content
    assert not Note.objects.exists()


def test_spot_that_a_script_got_wrong_is_cut_not_refused(client, learner, lesson):
    client.post(panel_of(lesson), {"text": "x", "block_id": '"><b>', "quote": "word " * 200})
    note = Note.objects.get()
    assert note.block_id == ""
    assert len(note.quote) == 300


def test_line_breaks_count_once(client, learner, lesson):
    assert client.post(panel_of(lesson), {"text": "a\r\n" * 2400 + "b"}).status_code == 302


def test_notes_stay_readable_when_the_course_closes(client, learner, lesson):
    make_notes(learner, lesson, 1)
    lesson.get_course().unpublish()
    answer = client.get(panel_of(lesson))
    assert answer.status_code == 200
    assert b"Thought 1" in answer.content
    assert b"data-note-spot" not in answer.content
    assert client.post(panel_of(lesson), {"text": "x"}).status_code == 403
    assert b"Thought 1" in client.get(LIST).content


def test_nobody_else_sees_or_touches_a_note(client, learner, lesson):
    note = make_notes(learner, lesson, 1)[0]
    for other in (enroll(course=lesson.get_course()).user, ModeratorFactory(), lesson.get_course().owner):
        client.force_login(other)
        assert b"Thought 1" not in client.get(panel_of(lesson)).content
        assert b"Thought 1" not in client.get(LIST).content
        assert client.get(f"/learn/notes/{note.pk}/").status_code == 404
        assert client.post(f"/learn/notes/{note.pk}/", {"text": "x"}).status_code == 404
        assert client.post(f"/learn/notes/{note.pk}/delete/").status_code == 404
    assert Note.objects.get().text == "Thought 1"


def test_note_is_changed_and_deleted_from_panel_and_list(client, learner, lesson):
    note, second = make_notes(learner, lesson, 2)
    answer = client.post(f"/learn/notes/{note.pk}/?panel", {"text": "Better"})
    assert b"Better" in answer.content
    assert b"<html" not in answer.content
    assert client.post(f"/learn/notes/{note.pk}/", {"text": ""}).status_code == 422
    assert client.get(f"/learn/notes/{note.pk}/").status_code == 200
    assert client.get(f"/learn/notes/{note.pk}/delete/").status_code == 405
    assert client.post(f"/learn/notes/{note.pk}/delete/")["Location"] == LIST
    assert b"<html" not in client.post(f"/learn/notes/{second.pk}/delete/?panel").content
    assert not Note.objects.exists()


def test_list_bears_strange_addresses(client, learner, lesson):
    make_notes(learner, lesson, 21)
    for query in ("?before=x", "?before=-4", f"?before={2**70}", "?course=x", "?q=" + "y" * 300, "?q=%00"):
        assert client.get(LIST + query).status_code == 200
    first = client.get(LIST)
    assert f"before={first.context['page'].next_before}" in first.content.decode()
    assert len(client.get(LIST, {"before": first.context["page"].next_before}).context["page"].rows) == 1


def test_download_is_a_text_of_ones_own(client, learner, lesson):
    make_notes(learner, lesson, 2)
    make_notes(enroll(course=lesson.get_course()).user, lesson, 1, text="Foreign")
    answer = client.get("/learn/notes/notes.md")
    text = b"".join(answer.streaming_content).decode()
    assert "Thought 1" in text
    assert "Foreign" not in text
    assert answer["Content-Disposition"] == 'attachment; filename="notes.md"'


@pytest.mark.parametrize("count", [1, 20])
def test_list_takes_the_same_queries_for_any_number(
    client, count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        lesson = lessons_of(make_course(lessons=1))[0]
        learner = enroll(course=lesson.get_course()).user
    make_notes(learner, lesson, count)
    client.force_login(learner)
    for address in (LIST, panel_of(lesson) + "?panel"):
        client.get(address)
    with django_assert_num_queries(4):
        client.get(LIST)
    with django_assert_num_queries(7):
        client.get(panel_of(lesson) + "?panel")
