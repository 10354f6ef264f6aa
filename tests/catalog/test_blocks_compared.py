"""What a moderator sees when two versions of a lesson are compared."""

import pytest
from bs4 import BeautifulSoup
from wagtail.admin.compare import StreamBlockComparison

from catalog.blocks import LessonBody
from catalog.models import ReusableText
from tests.catalog.blocks_material import body_of, make_document, make_image, make_media, words_of


def compared(kind: str, old, new) -> BeautifulSoup:
    before, after = body_of((kind, old)), body_of((kind, new))
    comparison = StreamBlockComparison(LessonBody(), True, True, before, after)
    assert comparison.has_changed()
    return BeautifulSoup(comparison.htmldiff(), "html.parser")


def added(kind: str, value) -> BeautifulSoup:
    comparison = StreamBlockComparison(LessonBody(), True, True, body_of(), body_of((kind, value)))
    return BeautifulSoup(comparison.htmldiff(), "html.parser")


@pytest.mark.parametrize(
    ("kind", "old", "new", "out", "come"),
    [
        ("paragraph", "<p>Rest one hour</p>", "<p>Rest two hours</p>", "one hour", "two hours"),
        ("heading", {"text": "Old", "level": "h2"}, {"text": "New", "level": "h2"}, "Old", "New"),
        (
            "code",
            {"language": "python", "code": "x = 1", "caption": ""},
            {"language": "python", "code": "x = 2", "caption": ""},
            "1",
            "2",
        ),
        ("math", {"latex": "a^2", "caption": ""}, {"latex": "a^3", "caption": ""}, "2", "3"),
        (
            "quote",
            {"text": "We learn", "attribution": "Plato", "source_url": ""},
            {"text": "We learn", "attribution": "Aristotle", "source_url": ""},
            "Plato",
            "Aristotle",
        ),
    ],
)
def test_changed_words_are_marked(kind, old, new, out, come):
    diff = compared(kind, old, new)

    assert out in " ".join(words_of(element) for element in diff.select(".deletion"))
    assert come in " ".join(words_of(element) for element in diff.select(".addition"))


def test_added_question_shows_its_answers():
    choices = [
        {"text": "It relaxes", "is_correct": True, "feedback": ""},
        {"text": "It cools", "is_correct": False, "feedback": ""},
    ]

    diff = added("question", {"prompt": "<p>Why?</p>", "choices": choices, "explanation": ""})

    assert "It relaxes" in words_of(diff)
    assert diff.select_one(".comparison__child-object.addition") is not None


def test_changed_table_shows_its_cells():
    def table(cell: str) -> dict:
        return {"caption": "Rest", "table": {"data": [[cell]], "table_header_choice": "neither"}}

    assert "16 hours" in words_of(compared("table", table("2 hours"), table("16 hours")))


def test_exchanged_film_is_named_and_its_file_has_no_open_address(db):
    old, new = make_media(title="First take"), make_media(title="Second take")

    diff = compared("video", {"media": old.pk, "title": "t"}, {"media": new.pk, "title": "t"})

    assert "First take" in words_of(diff)
    assert "Second take" in words_of(diff)
    assert new.file.name not in str(diff)


def test_exchanged_sound_is_named(db):
    old, new = make_media("audio", "First take"), make_media("audio", "Second take")

    diff = compared("audio", {"media": old.pk, "title": "t"}, {"media": new.pk, "title": "t"})

    assert "Second take" in words_of(diff)


def test_removed_film_is_named(db):
    film = make_media(title="First take")
    body = body_of(("video", {"media": film.pk, "title": "t"}))

    diff = StreamBlockComparison(LessonBody(), True, True, body, body_of()).htmldiff()

    assert "First take" in diff
    assert "deletion" in diff


def test_exchanged_file_picture_and_shared_text_can_be_compared(db):
    files = [make_document("First list"), make_document("Second list")]
    images = [make_image(width=40, height=30), make_image(width=40, height=30)]
    texts = [ReusableText.objects.create(title=title, body=f"<p>{title}</p>") for title in ("One", "Two")]

    file = compared("file", {"document": files[0].pk, "label": "x"}, {"document": files[1].pk, "label": "x"})
    picture = compared("image", {"image": images[0].pk, "alt": "x"}, {"image": images[1].pk, "alt": "x"})
    text = compared("snippet", texts[0].pk, texts[1].pk)

    assert "Second list" in words_of(file)
    assert len(picture.select("img")) == 2
    assert "Two" in words_of(text)


@pytest.mark.parametrize("kind", ["video", "file", "image", "snippet"])
def test_block_whose_thing_is_gone_can_be_compared(db, kind):
    def value(key: int) -> object:
        return key if kind == "snippet" else {{"video": "media", "file": "document"}.get(kind, kind): key, "title": "x"}

    comparison = StreamBlockComparison(LessonBody(), True, True, body_of((kind, value(999_998))), body_of())

    assert "deletion" in comparison.htmldiff()
