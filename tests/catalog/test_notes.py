"""Keeping notes and bookmarks: where, how many, whose."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.errors import LessonLocked, NoteRefused, NotesFull
from catalog.models import Note
from catalog.queries.notes import PER_PAGE, as_markdown, notes_page, spot_anchor
from catalog.services.enrollment import leave
from catalog.services.notes import MAX_NOTES, Spot, bookmark, change_note, delete_note, write_note
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course
from tests.factories.notes import make_notes
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    course = make_course(lessons=1)
    return SimpleNamespace(lesson=lessons_of(course)[0], learner=enroll(course=course).user)


lesson, learner = own("lesson"), own("learner")


def test_note_keeps_its_spot_and_titles(learner, lesson):
    spot = Spot("s-1", "marked words", 61)
    note = write_note(user=learner, lesson=lesson, text="  Wax is hot.\r\nVery. ", spot=spot)
    assert (note.text, note.block_id, note.quote, note.moment_seconds) == (
        "Wax is hot.\nVery.",
        "s-1",
        "marked words",
        61,
    )
    assert (note.course_title, note.lesson_title) == (lesson.get_course().title, lesson.title)
    assert note.moment_label == "1:01"


@pytest.mark.parametrize("text", ["", " \n ", "x" * 5001, "a\x00b"])
def test_note_without_text_or_too_long_is_refused(learner, lesson, text):
    with pytest.raises(NoteRefused):
        write_note(user=learner, lesson=lesson, text=text)


def test_note_sent_twice_is_kept_once_and_again_later(learner, lesson):
    now = timezone.now()
    first = write_note(user=learner, lesson=lesson, text="Same", now=now)
    assert write_note(user=learner, lesson=lesson, text="Same", now=now + timedelta(seconds=5)) == first
    assert write_note(user=learner, lesson=lesson, text="Same", now=now + timedelta(hours=1)) != first


def test_bookmark_stands_once_a_spot(learner, lesson):
    assert bookmark(user=learner, lesson=lesson) == bookmark(user=learner, lesson=lesson)
    bookmark(user=learner, lesson=lesson, spot=Spot("s-1"))
    assert Note.objects.count() == 2


def test_second_bookmark_of_a_spot_is_refused_by_the_database(learner, lesson):
    kept = bookmark(user=learner, lesson=lesson)
    kept.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_stranger_writes_nothing(lesson):
    with pytest.raises(LessonLocked):
        write_note(user=UserFactory(), lesson=lesson, text="Hello")
    with pytest.raises(LessonLocked):
        bookmark(user=UserFactory(), lesson=lesson)


def test_who_has_left_the_course_changes_and_deletes_what_is_theirs(learner, lesson):
    note = write_note(user=learner, lesson=lesson, text="Before")
    leave(user=learner, course_key=note.course_key)
    with pytest.raises(LessonLocked):
        write_note(user=learner, lesson=lesson, text="After")
    assert change_note(user=learner, note_id=note.pk, text="Changed").text == "Changed"
    delete_note(user=learner, note_id=note.pk)
    delete_note(user=learner, note_id=note.pk)
    assert not Note.objects.exists()


def test_words_make_a_note_of_a_bookmark(learner, lesson):
    kept = bookmark(user=learner, lesson=lesson, spot=Spot("s-1"))
    assert change_note(user=learner, note_id=kept.pk, text="Why").kind == Note.Kind.NOTE


def test_notes_of_others_are_out_of_reach(learner, lesson):
    note = write_note(user=learner, lesson=lesson, text="Mine")
    other = UserFactory()
    with pytest.raises(Note.DoesNotExist):
        change_note(user=other, note_id=note.pk, text="Yours")
    delete_note(user=other, note_id=note.pk)
    assert Note.objects.get().text == "Mine"
    assert notes_page(other).rows == []


def test_ten_thousand_notes_are_paged_by_key_to_the_last_and_one_more_is_refused(learner, lesson):
    make_notes(learner, lesson, MAX_NOTES)
    for keep in (write_note, bookmark):
        with pytest.raises(NotesFull):
            keep(user=learner, lesson=lesson, **({"text": "x"} if keep is write_note else {}))
    page = notes_page(learner, before=str(notes_page(learner).next_before))
    assert [row.note.text for row in page.rows] == [f"Thought {number}" for number in range(9980, 9960, -1)]
    last = notes_page(learner, before=str(make_first(learner).pk + PER_PAGE))
    assert len(last.rows) == PER_PAGE
    assert last.next_before is None
    assert page.total == 10_000
    assert sum(1 for _part in as_markdown(learner)) == 10_002


def make_first(learner) -> Note:
    return Note.objects.filter(user=learner).earliest("pk")


def test_search_wants_every_word_and_knows_quotes_and_titles(learner, lesson):
    write_note(user=learner, lesson=lesson, text="Wax and indigo")
    write_note(user=learner, lesson=lesson, text="Wax alone", spot=Spot("s-1", "Kawung petals"))
    assert [row.note.text for row in notes_page(learner, query="wax INDIGO").rows] == ["Wax and indigo"]
    assert [row.note.text for row in notes_page(learner, query="petals").rows] == ["Wax alone"]
    assert len(notes_page(learner, query="lesson").rows) == 2
    assert notes_page(learner, query="100%_").rows == []


def test_one_course_at_a_time(learner, lesson):
    other = lessons_of(make_course(lessons=1))[0]
    enroll(learner, other.get_course())
    make_notes(learner, lesson, 2)
    make_notes(learner, other, 1)
    page = notes_page(learner, course_key=other.get_course().translation_key)
    assert [row.note.lesson_key for row in page.rows] == [other.translation_key]
    assert sorted(course.total for course in page.courses) == [1, 2]


def test_way_back_leads_to_block_words_or_moment(learner, lesson):
    anchors = [
        spot_anchor(write_note(user=learner, lesson=lesson, text="t", spot=spot))
        for spot in (Spot(), Spot("s-1"), Spot("s-1", "to-day, two & three"), Spot("s-1", "x", 90))
    ]
    assert anchors == ["", "#s-1", "#s-1:~:text=to%2Dday%2C%20two%20%26%20three", "#moment-90"]


def test_note_outlives_its_course_without_a_way_back(learner, lesson):
    make_notes(learner, lesson, 1)
    assert notes_page(learner).rows[0].url == lesson.get_url()
    lesson.get_course().unpublish()
    row = notes_page(learner).rows[0]
    assert (row.url, row.lesson_title) == ("", lesson.title)


def test_export_tells_course_lesson_quote_and_text(learner, lesson):
    write_note(user=learner, lesson=lesson, text="Mine", spot=Spot("s-1", "theirs", 5))
    text = "".join(as_markdown(learner))
    for part in (f"# {lesson.get_course().title}\n", f"## {lesson.title}\n", "[0:05]", "> theirs\n", "Mine\n"):
        assert part in text
