"""The report of content checks in the CMS, the findings of one course, and the panel beside the editor."""

import csv
from io import StringIO

import pytest

from catalog.models import CourseCheck
from catalog.services.check_content import renew_check
from tests.catalog.check_material import drafted, faultless_course, lesson_with, only_lesson
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import ImageFactory, make_course, make_courses

pytestmark = pytest.mark.django_db
REPORT = "/cms/reports/content-checks/"
REPORT_QUERIES = 10  # two of its own, the CMS around it eight


def check_page(course) -> str:
    return f"/cms/courses/{course.pk}/check/"


def rows_of(response) -> list[dict]:
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode())))


@pytest.fixture
def author(client):
    user = InstructorFactory()
    client.force_login(user)
    return user


# --- The report ---------------------------------------------------------------------------------
def test_report_lists_own_courses_alone(client, author):
    renew_check(course=make_course(title="Mine", author=author, modules=0))
    make_course(title="Theirs", modules=0)

    page = client.get(REPORT).content.decode()
    assert "Mine" in page
    assert "Theirs" not in page
    assert [row["Course"] for row in rows_of(client.get(f"{REPORT}?export=csv"))] == ["Mine"]


def test_moderator_sees_all_courses_and_those_in_trouble_first(client):
    faultless, empty = faultless_course(title="Faultless"), make_course(title="Empty", modules=0)
    for course in (faultless, empty):
        renew_check(course=course)
    make_course(title="Unchecked", modules=0)
    client.force_login(ModeratorFactory())

    rows = rows_of(client.get(f"{REPORT}?export=csv"))
    assert [(row["Course"], row["Must be put right"], row["Advice"]) for row in rows] == [
        ("Empty", "2", "1"),
        ("Faultless", "0", "0"),
        ("Unchecked", "", ""),
    ]


FILTERED = {
    "found=blocking": ["Empty"],
    "found=advice": ["Advice"],
    "found=none": ["Faultless"],
    "found=unchecked": ["Unchecked"],
    "topic=no_outcomes": ["Empty"],
    "topic=no_summary": ["Empty", "Advice"],
    "language=id": ["Advice"],
    "found=nonsense": ["Empty", "Advice", "Faultless", "Unchecked"],
}


def test_report_is_filtered(client):
    advised = faultless_course(title="Advice", language="id")
    drafted(advised, summary="")
    for course in (advised, faultless_course(title="Faultless"), make_course(title="Empty", modules=0)):
        renew_check(course=course)
    make_course(title="Unchecked", modules=0)
    client.force_login(ModeratorFactory())

    for query, titles in FILTERED.items():
        assert [row["Course"] for row in rows_of(client.get(f"{REPORT}?{query}&export=csv"))] == titles, query
        assert client.get(f"{REPORT}results/?{query}").status_code == 200


@pytest.mark.parametrize("title", ["=1+1", "@x", "<script>alert(1)</script>"])
def test_hostile_title_does_nothing(client, author, title):
    renew_check(course=make_course(title=title, author=author, modules=0))

    assert "<script>alert" not in client.get(REPORT).content.decode()
    (row,) = rows_of(client.get(f"{REPORT}?export=csv"))
    assert not row["Course"].startswith(("=", "@"))


@pytest.mark.parametrize("courses", [1, 20])
def test_report_costs_the_same_for_any_number_of_courses(client, author, django_assert_num_queries, courses):
    for course in make_courses(courses, author=author, modules=0):
        CourseCheck.objects.create(course=course)
    client.get(REPORT)
    with django_assert_num_queries(REPORT_QUERIES):
        assert client.get(REPORT).status_code == 200


# --- One course ---------------------------------------------------------------------------------
def test_author_sees_all_findings_with_links_to_the_blocks(client, author):
    course = faultless_course(author=author)
    lesson = lesson_with(course, ("image", {"image": ImageFactory().pk}))
    assert "not been checked" in client.get(check_page(course)).content.decode()
    assert client.post(check_page(course)).status_code == 302

    page = client.get(check_page(course)).content.decode()
    assert f"/cms/pages/{lesson.pk}/edit/#block-b0-section" in page
    assert "Must be put right" in page


def test_faultless_course_is_ready(client, author):
    course = faultless_course(author=author)
    client.post(check_page(course))

    assert "ready for review" in client.get(check_page(course)).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("factory", [None, UserFactory, InstructorFactory])
def test_findings_are_for_the_team(client, factory, method):
    course = make_course(modules=0)
    if factory:
        client.force_login(factory())

    for path in [check_page(course)] if factory is InstructorFactory else [check_page(course), REPORT]:
        assert getattr(client, method)(path).status_code in (302, 403, 405)
    assert getattr(client, method)("/cms/courses/987654/check/").status_code in (302, 403)
    assert not CourseCheck.objects.exists()


def test_report_stands_in_the_menu_of_those_who_write(client, author):
    assert REPORT in client.get("/cms/").content.decode()


# --- Beside the editor --------------------------------------------------------------------------
def panel_of(client, page) -> str:
    html = client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    return html.partition('data-side-panel="checks"')[2].partition("data-checks-panel")[0]


def test_editor_of_a_lesson_shows_what_its_last_draft_lacks(client, author):
    course = faultless_course(author=author)
    lesson = only_lesson(course)
    assert "Nothing found" in panel_of(client, lesson)
    lesson_with(course, ("image", {"image": ImageFactory().pk}), ("heading", {"text": "<b>x", "level": "h3"}))

    panel = panel_of(client, lesson)
    assert 'href="#block-b0-section"' in panel
    assert "&lt;b&gt;x" in panel


def test_editor_of_a_course_shows_its_own_findings_and_those_below(client, author):
    course = faultless_course(author=author)
    drafted(only_lesson(course), body=[])
    renew_check(course=course)
    drafted(course, outcomes=[])

    panel = panel_of(client, course)
    assert "what people will be able to do" in panel
    assert f"/cms/pages/{only_lesson(course).pk}/edit/" in panel
    assert check_page(course) in panel
