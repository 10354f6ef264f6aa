"""Films and sounds: our own with captions and transcript, and those of others."""

import pytest

from catalog.shell import marker
from tests.catalog.blocks_material import (
    Reader,
    api_of,
    block_of,
    complaints,
    html_of,
    make_document,
    make_media,
    words_of,
)

WATCH = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def film(media=None, **fields) -> tuple[str, dict]:
    return "video", {
        "media": media and media.pk,
        "embed_url": "",
        "title": "Kneading by hand",
        "captions": None,
        "transcript": "",
    } | fields


def sound(media=None, **fields) -> tuple[str, dict]:
    return "audio", {"media": media and media.pk, "title": "A good crust", "transcript": ""} | fields


@pytest.fixture
def kneading(db):
    return make_media(width=1280, height=720)


@pytest.fixture
def captions(db):
    return make_document("Kneading, captions", "kneading.vtt")


def test_film_is_played_from_a_signed_address(kneading):
    video = block_of(*film(kneading), reader=Reader()).select_one("video")

    assert video["src"] == f"/signed/media/{kneading.pk}/"
    assert (video["preload"], video["aria-label"]) == ("metadata", "Kneading by hand")
    assert (video["width"], video["height"]) == ("1280", "720")
    assert video.has_attr("controls")


def test_address_of_the_file_itself_is_never_on_the_page(kneading):
    assert kneading.file.name not in html_of(film(kneading), reader=Reader())
    assert kneading.file.name not in str(api_of(*film(kneading)))


def test_film_leaves_a_hole_in_a_shell_that_everybody_shares(kneading, captions):
    html = html_of(film(kneading, captions=captions.pk), is_shell=True)

    assert f'src="{marker("media", kneading.pk)}"' in html
    assert f'src="{marker("file", captions.pk)}"' in html


def test_film_where_nobody_may_have_its_address_has_no_empty_source(kneading):
    video = block_of(*film(kneading)).select_one("video")

    assert not video.has_attr("src")


def test_film_has_its_captions_on_from_the_start(kneading, captions):
    track = block_of(*film(kneading, captions=captions.pk), reader=Reader()).select_one("track")

    assert (track["kind"], track["src"], track["label"]) == (
        "captions",
        f"/signed/file/{captions.pk}/",
        "Captions",
    )
    assert track.has_attr("default")


def test_captions_are_in_the_language_of_the_course(kneading, captions):
    course = {"language": "id"}

    track = block_of(*film(kneading, captions=captions.pk), reader=Reader(), course=course).select_one("track")

    assert track["srclang"] == "id"


def test_film_falls_back_on_the_captions_and_transcript_kept_with_the_file(captions):
    media = make_media(captions=captions, transcript="Push and fold.")

    element = block_of(*film(media), reader=Reader())

    assert element.select_one("track")["src"] == f"/signed/file/{captions.pk}/"
    assert words_of(element.select_one("details")) == "Transcript Push and fold."


def test_transcript_opens_without_script_and_keeps_its_paragraphs(kneading):
    details = block_of(*film(kneading, transcript="One.\n\nTwo.")).select_one("details")

    assert details.select_one("summary").text.strip() == "Transcript"
    assert [p.text for p in details.select("p")] == ["One.", "Two."]


def test_film_elsewhere_is_shown_by_the_player_that_sets_no_cookies(db):
    frame = block_of(*film(embed_url=WATCH)).select_one("iframe")

    assert frame["src"] == "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"
    assert (frame["title"], frame["loading"]) == ("Kneading by hand", "lazy")
    assert frame["referrerpolicy"] == "strict-origin-when-cross-origin"


def test_film_elsewhere_without_title_is_announced_by_its_provider(db):
    assert block_of(*film(embed_url=WATCH, title="")).select_one("iframe")["title"] == "Film on YouTube"


def test_film_that_was_deleted_says_so(kneading):
    block = film(kneading)
    kneading.delete()

    assert "no longer available" in words_of(block_of(*block))


def test_film_of_an_unknown_player_is_a_link(db):
    link = block_of(*film(embed_url="https://example.org/film")).select_one("a")

    assert (link["href"], link.text) == ("https://example.org/film", "Kneading by hand")


def test_film_needs_a_file_or_an_address(db):
    assert complaints(*film()) == {"media": ["Choose a video file, or give its address on YouTube or Vimeo."]}
    assert complaints(*film(), is_draft=True) == {}
    assert complaints(*film(embed_url=WATCH)) == {}


@pytest.mark.parametrize("is_draft", [False, True])
def test_film_has_not_both_a_file_and_an_address(kneading, is_draft):
    assert complaints(*film(kneading, embed_url=WATCH), is_draft=is_draft) == {
        "embed_url": ["Choose a file or give an address, not both."]
    }


def test_film_from_another_site_is_refused_with_what_would_do(db):
    assert complaints(*film(embed_url="https://example.org/film")) == {
        "embed_url": ["Use the address of a film on YouTube or Vimeo, as it stands in your browser."]
    }


def test_captions_must_be_a_captions_file(kneading):
    pdf = make_document()

    assert complaints(*film(kneading, captions=pdf.pk)) == {
        "captions": ["Captions must be a WebVTT file, which ends in .vtt."]
    }


def test_sound_is_no_film_and_film_is_no_sound(kneading):
    crust = make_media("audio", "Crust")

    assert list(complaints(*film(crust))) == ["media"]
    assert list(complaints(*sound(kneading))) == ["media"]
    assert complaints(*film(kneading)) == complaints(*sound(crust)) == {}


def test_film_in_the_api_has_no_address_of_a_file(kneading, captions):
    assert api_of(*film(kneading, captions=captions.pk, transcript="Push.")) == {
        "media": {"id": kneading.pk, "title": "Kneading", "type": "video", "duration": 90.0},
        "embed_url": "",
        "title": "Kneading by hand",
        "captions": {
            "id": captions.pk,
            "title": "Kneading, captions",
            "size": 2048,
            "content_type": "text/vtt",
        },
        "transcript": "Push.",
        "provider": None,
        "player_url": None,
    }


def test_film_elsewhere_in_the_api_has_its_player(db):
    answer = api_of(*film(embed_url=WATCH))

    assert (answer["media"], answer["provider"]) == (None, "YouTube")
    assert answer["player_url"] == "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"


def test_sound_is_played_from_a_signed_address_with_its_transcript(db):
    crust = make_media("audio", "Crust", 42)

    element = block_of(*sound(crust, transcript="It sounds hollow."), reader=Reader())

    audio = element.select_one("audio")
    assert (audio["src"], audio["aria-label"]) == (f"/signed/media/{crust.pk}/", "A good crust")
    assert words_of(element.select_one("details")) == "Transcript It sounds hollow."


def test_sound_must_be_chosen(db):
    assert complaints(*sound()) == {"media": ["This field is required."]}


def test_sound_in_the_api(db):
    crust = make_media("audio", "Crust", 42)

    assert api_of(*sound(crust)) == {
        "media": {"id": crust.pk, "title": "Crust", "type": "audio", "duration": 42.0},
        "title": "A good crust",
        "transcript": "",
    }
