"""The catalog page: filters, counts, search, sorting, pages."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from catalog.models import CourseSummary
from catalog.queries.catalog import PER_PAGE, related_courses, search_catalog, summaries_of_path
from tests.factories.accounts import InstructorFactory
from tests.factories.catalog import CategoryFactory, make_course, make_courses, make_path

pytestmark = pytest.mark.django_db


def search(query=""):
    return search_catalog(QueryDict(query), "/courses/")


def titles(query=""):
    return [card.title for card in search(query).cards]


def facet(result, name):
    found = next((facet for facet in result.facets if facet.name == name), None)
    return {option.value: option.count for option in found.options} if found else {}


def make_summaries(count, **fields):
    """Rows of the read model of as many courses, for lists that need many."""
    courses = make_courses(count, modules=0, **fields)
    return list(CourseSummary.objects.filter(course__in=courses))


def test_every_live_course_is_shown_and_no_draft():
    make_course(title="Live", modules=0)
    make_course(title="Draft", modules=0, live=False)
    assert titles() == ["Live"]


def test_search_finds_words_of_title_subtitle_and_instructor_in_any_order():
    make_course(
        title="Batik by Numbers", subtitle="Geometry with wax", author=InstructorFactory(display_name="Sari"), modules=0
    )
    make_course(title="Writing", modules=0)
    for words in ("batik", "WAX geometry", "sari+numbers"):
        assert titles(f"q={words}") == ["Batik by Numbers"]
    assert titles("q=batik+writing") == []


def test_hostile_search_finds_nothing_and_breaks_nothing(client):
    make_course(title="Batik", modules=0)
    for query in ("%25", "'; DROP TABLE", "%00", "<script>", "a" * 5000, "_"):
        answer = client.get(f"/courses/?q={query}")
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
    assert "<script>" not in client.get("/courses/?q=<script>").content.decode().split("</head>")[1].split("<script")[0]


def test_filters_combine_and_alternatives_add_up():
    make_course(title="A", level="beginner", language="en", price_minor=0, modules=0)
    make_course(title="B", level="advanced", language="en", price_minor=500, modules=0)
    make_course(title="C", level="beginner", language="id", price_minor=500, modules=0)
    assert sorted(titles("level=beginner")) == ["A", "C"]
    assert titles("level=beginner&price=paid") == ["C"]
    assert sorted(titles("level=beginner&level=advanced&language=en")) == ["A", "B"]


def test_counts_set_the_facets_own_choice_aside():
    make_course(level="beginner", language="en", modules=0)
    make_course(level="advanced", language="en", modules=0)
    make_course(level="beginner", language="id", modules=0)
    result = search("level=beginner")
    assert facet(result, "level") == {"beginner": 2, "advanced": 1}
    assert facet(result, "language") == {"en": 1, "id": 1}


def test_main_category_holds_the_courses_of_its_branches():
    crafts = CategoryFactory(name="Crafts", slug="crafts")
    textiles = CategoryFactory(name="Textiles", slug="textiles", parent=crafts)
    make_course(title="Batik", category=textiles, modules=0)
    make_course(title="Carving", category=crafts, modules=0)
    assert sorted(titles("category=crafts")) == ["Batik", "Carving"]
    assert titles("category=textiles") == ["Batik"]
    assert facet(search(), "category") == {"crafts": 2, "textiles": 1}


def test_length_and_delivery_filters():
    make_course(title="Short", lessons=1, lesson_fields={"expected_minutes": 30}, delivery="self_paced")
    make_course(title="Long", lessons=2, lesson_fields={"expected_minutes": 300}, delivery="both")
    assert titles("duration=short") == ["Short"]
    assert titles("duration=long") == ["Long"]
    assert titles("delivery=classroom") == ["Long"]


def test_unknown_values_and_sorts_do_not_count():
    make_course(title="A", modules=0)
    assert titles("level=wizard&category=nope&sort=rm-rf&page=minus") == ["A"]


def test_sorts():
    make_course(title="Zebra", price_minor=100, modules=0)
    make_course(title="Apple", price_minor=900, modules=0)
    assert titles("sort=title") == ["Apple", "Zebra"]
    assert titles("sort=price") == ["Zebra", "Apple"]
    CourseSummary.objects.filter(title="Apple").update(
        sale_price_minor=50, sale_until=timezone.now() + timedelta(days=1)
    )
    assert titles("sort=price") == ["Apple", "Zebra"]
    yesterday = timezone.now() - timedelta(days=1)
    CourseSummary.objects.filter(title="Zebra").update(learner_count=9, published_at=yesterday)
    assert titles("sort=newest") == ["Apple", "Zebra"]
    assert titles("sort=popular") == ["Zebra", "Apple"]


def test_chips_remove_one_choice_and_keep_the_rest():
    make_course(level="beginner", language="en", modules=0)
    result = search("q=course&level=beginner&language=en&sort=title")
    chips = {chip.label: chip.remove_url for chip in result.chips}
    assert chips["Beginner"] == "/courses/?q=course&language=en&sort=title"
    assert chips["“course”"] == "/courses/?level=beginner&language=en&sort=title"
    assert result.clear_url == "/courses/"


def test_pages_keep_the_query():
    make_summaries(PER_PAGE + 1, level="beginner")
    result = search("level=beginner&page=2")
    assert (len(result.cards), result.total, result.page_obj.number) == (1, PER_PAGE + 1, 2)
    assert result.page_base == "/courses/?level=beginner"
    assert search("page=999").page_obj.number == 2


def test_empty_catalog_says_what_to_do(client):
    answer = client.get("/courses/?q=nothing-like-this")
    assert answer.status_code == 200
    assert "/courses/" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_catalog_page_takes_the_same_queries_for_any_number(
    client, count, django_assert_num_queries, settings, django_capture_on_commit_callbacks
):
    settings.LMS_PAGE_CACHE_SECONDS = 0
    with django_capture_on_commit_callbacks(execute=True):
        make_summaries(count, category=CategoryFactory())
    client.get("/courses/")
    with django_assert_num_queries(4):
        client.get("/courses/?sort=title")  # counted anew
    with django_assert_num_queries(0):
        client.get("/courses/?sort=title")  # its shell is kept


def test_visitors_get_the_kept_page_without_queries(
    client, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make_course(title="Kept", modules=0)
    client.get("/courses/?level=all")
    with django_assert_num_queries(0):
        assert b"Kept" in client.get("/courses/?level=all").content


@pytest.mark.django_db(transaction=True)
def test_publishing_drops_the_kept_page(client):
    make_course(title="First", modules=0)
    assert b"Second" not in client.get("/courses/").content
    make_course(title="Second", modules=0)
    assert b"Second" in client.get("/courses/").content


def test_related_courses_share_the_category():
    category = CategoryFactory()
    one, two = make_course(category=category, modules=0), make_course(category=category, modules=0)
    make_course(category=CategoryFactory(), modules=0)
    assert [row.course_id for row in related_courses(one.card)] == [two.pk]


def test_path_lists_its_live_courses_in_order(client):
    one, two, draft = (
        make_course(title="One", modules=0),
        make_course(title="Two", modules=0),
        make_course(title="Three", live=False, modules=0),
    )
    path = make_path(two, draft, one, title="From there to here")
    assert [row.title for row in summaries_of_path(path)] == ["Two", "One"]
    assert b"From there to here" in client.get(path.get_url()).content
