"""Checks of what a course shows and links: descriptions, captions, files that are gone, dead links."""

from types import SimpleNamespace

import pytest
from wagtail.contrib.redirects.models import Redirect

from catalog.checks import check_course
from catalog.models import CourseDocument, ReusableText
from tests.catalog.check_material import codes_of, drafted, faultless_course, lesson_with, only_lesson
from tests.factories.catalog import (
    CaptionsFactory,
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    ReusableTextFactory,
    lessons_of,
    make_course,
    make_lesson,
    modules_of,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=faultless_course())


course = own("course")


def linked(address: str) -> tuple[str, str]:
    return "paragraph", f'<p><a href="{address}">there</a></p>'


def to_page(page_id) -> tuple[str, str]:
    return "paragraph", f'<p><a linktype="page" id="{page_id}">there</a></p>'


# --- Pictures, films and sounds ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "is_found"),
    [({}, True), ({"alt": "  "}, True), ({"alt": "A loaf"}, False), ({"is_decorative": True}, False)],
)
def test_image_needs_a_description_unless_it_is_decoration(course, fields, is_found):
    lesson_with(course, ("paragraph", "<p>Look</p>"), ("image", {"image": ImageFactory().pk, **fields}))

    assert codes_of(course) == ([("no_alt", "b1")] if is_found else [])


def test_finding_leads_to_the_block_in_the_editor(course):
    lesson_with(course, ("image", {"image": ImageFactory().pk}))

    (finding,) = check_course(course)
    assert (finding.is_blocking, finding.anchor) == (True, "#block-b0-section")


def test_picture_in_the_story_of_the_course_needs_a_description(course):
    drafted(course, description=[("image", {"image": ImageFactory(), "alt": ""})])

    assert [code for code, _block in codes_of(course)] == ["no_alt"]


def test_uploaded_film_needs_captions_or_a_transcript(course):
    silent, told = MediaFactory(title="Silent"), MediaFactory(transcript="Words.")
    captioned = MediaFactory(captions=CaptionsFactory())
    films = [{"media": silent.pk}, {"media": told.pk}, {"media": captioned.pk}]
    films += [{"media": silent.pk, "captions": CaptionsFactory().pk}, {"media": silent.pk, "transcript": "Here."}]
    lesson_with(course, *[("video", film) for film in films])

    assert codes_of(course) == [("no_captions", "b0"), ("captions_wanted", "b1"), ("captions_wanted", "b4")]
    assert "Silent" in check_course(course)[0].message


def test_film_above_the_lesson_needs_captions(course):
    drafted(only_lesson(course), video=MediaFactory())

    assert codes_of(course) == [("no_captions", "")]


def test_sound_without_transcript_is_advice(course):
    lesson_with(course, ("audio", {"media": MediaFactory(type="audio").pk}))

    assert codes_of(course) == [("no_transcript", "b0")]


# --- Files ------------------------------------------------------------------------------------
def test_chosen_things_that_were_deleted_are_found(course):
    blocks = [
        ("image", {"image": 987_654, "alt": "x"}),
        ("file", {"document": 987_654}),
        ("file", {"document": None}),
        ("snippet", 987_654),
        ("audio", {"media": 987_654}),
    ]
    lesson_with(course, ("paragraph", "<p>x</p>"), *blocks)

    assert codes_of(course) == [("missing_file", f"b{number}") for number in range(1, 6)]


def test_files_that_are_there_are_no_finding(course):
    blocks = [("file", {"document": DocumentFactory().pk}), ("snippet", ReusableTextFactory().pk)]
    lesson_with(course, *blocks, ("video", {"media": None, "embed_url": "https://vimeo.com/76979871"}))

    assert codes_of(course) == []


def test_link_to_a_document_that_is_gone(course):
    document = DocumentFactory()
    link = "paragraph", f'<p><a linktype="document" id="{document.pk}">sheet</a></p>'
    # Written by a program: the editor's cleaner leaves no such link.
    lesson = only_lesson(course)
    revision = lesson.save_revision()
    revision.content["body"] = [{"type": link[0], "value": link[1], "id": "b0"}]
    revision.save()
    assert codes_of(course) == []
    CourseDocument.objects.all().delete()

    assert codes_of(course) == [("missing_file", "b0")]


# --- Links within the site --------------------------------------------------------------------
def test_link_to_a_page_that_does_not_exist(course):
    lesson_with(course, to_page(987_654), to_page("nonsense"), linked("/courses/nowhere/"), linked("/courses/"))

    assert codes_of(course) == [("dead_page_link", "b0"), ("dead_page_link", "b1"), ("dead_page_link", "b2")]


def test_link_to_a_draft_of_another_course_is_found_and_to_one_of_this_course_is_not(course):
    own = make_lesson(modules_of(course)[0], live=False)
    other = make_course(live=False, lessons=1)
    lesson = only_lesson(other)
    lesson.live = True
    lesson.save()
    # A live lesson under a course that is not live is not open either.
    lesson_with(course, to_page(own.pk), to_page(other.pk), to_page(lesson.pk), linked(f"/courses/{other.slug}/"))

    assert codes_of(course) == [("hidden_page_link", f"b{number}") for number in (1, 2, 3)]


@pytest.mark.parametrize(
    "address",
    [
        "/courses/",
        "/learn/",
        "#h-start",
        "/",
        "mailto:sari@example.com",
        "https://elsewhere.example/nothing/",
    ],
)
def test_links_that_are_right_or_not_ours_to_judge(course, address):
    lesson_with(course, linked(address))

    assert codes_of(course) == []


def test_full_address_of_this_site_is_a_link_within_it(course, settings):
    lesson_with(course, linked(f"{settings.SITE_URL}/courses/nowhere/"))

    assert codes_of(course) == [("dead_page_link", "b0")]


def test_redirected_address_is_alive(course):
    lesson_with(course, linked("/courses/old-name/"))
    Redirect.objects.create(old_path="/courses/old-name", redirect_link="/courses/")

    assert codes_of(course) == []


def test_links_in_a_reusable_text_are_followed(course):
    text = ReusableText.objects.create(title="x", body='<p><a linktype="page" id="987654">x</a></p>')
    lesson_with(course, ("snippet", text.pk))

    assert codes_of(course) == [("dead_page_link", "b0")]


# --- Speed ------------------------------------------------------------------------------------
@pytest.mark.parametrize("lessons", [1, 20])
def test_check_costs_the_same_for_any_number_of_lessons(lessons, django_assert_num_queries):
    image, film, page = ImageFactory(), MediaFactory(transcript="x"), make_course(modules=0)
    blocks = [
        ("image", {"image": image, "alt": "x"}),
        ("video", {"media": film}),
        ("paragraph", f'<p><a linktype="page" id="{page.pk}">x</a> <a href="/courses/x/">x</a></p>'),
    ]
    course = make_course(lessons=lessons, lesson_fields={"body": blocks})

    for lesson in lessons_of(course)[8:]:
        lesson.save_revision()  # the factory repeats the eighth without one

    with django_assert_num_queries(9):
        check_course(course)
