"""What a body says, how long it takes, and which private files it shows."""

import pytest

from catalog.blocks.reading import plain_text, private_files, reading_minutes
from catalog.models import ReusableText
from tests.catalog.blocks_material import body_of, make_document, make_image, make_media

WORDS = "<p>" + "word " * 400 + "</p>"


def test_plain_text_has_all_words_of_every_block_and_no_markup(db):
    shared = ReusableText.objects.create(title="Handing in", body="<p>Send <b>one</b><br>file.</p>")
    body = body_of(
        ("heading", {"text": "Dough", "level": "h2"}),
        ("paragraph", "<p>Four <b>things</b></p><ul><li>flour</li><li>water</li></ul>"),
        ("callout", {"kind": "tip", "title": "Cold", "text": "<p>Freeze it &amp; wait.</p>"}),
        ("quote", {"text": "We learn", "attribution": "Aristotle", "source_url": "https://example.org/"}),
        ("table", {"caption": "Rest", "table": {"data": [["Rye", None], ["16", "h"]]}}),
        ("code", {"language": "python", "code": "x = 1", "caption": "dough.py"}),
        ("accordion", {"items": [{"title": "Wet", "text": "<p>Wait</p>"}]}),
        ("snippet", shared.pk),
        (
            "question",
            {
                "prompt": "<p>Why?</p>",
                "choices": [{"text": "Gluten", "is_correct": True, "feedback": "Yes"}],
                "explanation": "Because",
            },
        ),
    )

    assert plain_text(body).split("\n\n") == [
        "Dough",
        "Four things flour water",
        "Cold Freeze it & wait.",
        "We learn Aristotle",
        "Rest Rye 16 h",
        "x = 1 dough.py",
        "Wet Wait",
        "Send one file.",
        "Why? Gluten Yes Because",
    ]


def test_plain_text_holds_transcripts_and_descriptions_of_pictures(db):
    body = body_of(
        ("video", {"media": None, "embed_url": "", "title": "Film", "captions": None, "transcript": "Push."}),
        ("image", {"image": None, "alt": "A loaf", "caption": "Large holes", "is_decorative": False}),
    )

    assert plain_text(body) == "Film Push.\n\nA loaf Large holes"


def test_plain_text_of_nothing_is_empty():
    assert plain_text(body_of()) == ""
    assert plain_text(body_of(("paragraph", ""))) == ""


@pytest.mark.parametrize(
    ("blocks", "minutes"),
    [
        ([], 0),
        ([("heading", {"text": "Dough", "level": "h2"})], 1),
        ([("paragraph", WORDS)], 2),
        ([("paragraph", WORDS), ("paragraph", "<p>one more</p>")], 3),
        ([("paragraph", WORDS)] * 10, 20),
    ],
)
def test_reading_time_is_words_at_two_hundred_a_minute_rounded_up(blocks, minutes):
    assert reading_minutes(body_of(*blocks)) == minutes


def test_film_counts_at_its_length_and_not_by_its_transcript(db):
    film = make_media(duration=150)
    body = body_of(("video", {"media": film.pk, "embed_url": "", "title": "Film", "transcript": WORDS * 10}))

    assert reading_minutes(body) == 3


def test_sound_counts_at_its_length(db):
    sound = make_media("audio", duration=59)

    assert reading_minutes(body_of(("audio", {"media": sound.pk, "transcript": WORDS}))) == 1


def test_film_of_unknown_length_counts_nothing(db):
    film = make_media(duration=0)

    assert reading_minutes(body_of(("video", {"media": film.pk}), ("paragraph", WORDS))) == 2


def test_pictures_take_a_moment_each(db):
    image = make_image()

    assert reading_minutes(body_of(*[("image", {"image": image.pk, "alt": "x"})] * 12)) == 2


def test_private_files_are_found_wherever_they_are_chosen(db):
    film, sound = make_media(), make_media("audio")
    captions, handout = make_document("Captions", "x.vtt"), make_document()
    make_document("not used")
    body = body_of(
        ("paragraph", "<p>x</p>"),
        ("video", {"media": film.pk, "captions": captions.pk}),
        ("audio", {"media": sound.pk}),
        ("file", {"document": handout.pk}),
        ("image", {"image": make_image().pk, "alt": "x"}),
    )

    found = private_files(body)

    assert found.documents == {captions.pk, handout.pk}
    assert found.media == {film.pk, sound.pk}


def test_body_without_files_has_no_private_files():
    found = private_files(body_of(("paragraph", "<p>x</p>")))

    assert (found.documents, found.media) == (frozenset(), frozenset())
