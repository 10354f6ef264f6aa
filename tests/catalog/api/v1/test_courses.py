"""Courses as programs find them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.services.summaries import push_sale, refresh_summary
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import CategoryFactory, enroll, make_course, make_courses, publish_page, reload
from tests.factories.reviews import make_review
from tests.lms_site.api.test_envelope import assert_error

pytestmark = pytest.mark.django_db
COURSES = "/api/v1/courses/"


def titles(**params) -> list[str]:
    answer = api_client().get(COURSES, params)
    assert answer.status_code == 200, answer.json()
    return [course["title"] for course in answer.json()["data"]]


def test_list_has_envelope_totals_and_links():
    for number in range(3):
        make_course(title=f"Course {number}", modules=0)
    answer = api_client().get(COURSES, {"per_page": 2, "ordering": "title"}).json()

    assert answer["success"] is True
    assert [course["title"] for course in answer["data"]] == ["Course 0", "Course 1"]
    assert answer["meta"] == {"total": 3, "page": 1, "per_page": 2}
    assert answer["links"]["prev"] is None
    following = api_client().get(answer["links"]["next"]).json()
    assert [course["title"] for course in following["data"]] == ["Course 2"]
    assert following["links"]["next"] is None
    assert "page=1" in following["links"]["prev"]


def test_card_says_what_a_card_shows():
    category = CategoryFactory(name="Textiles", slug="textiles")
    course = make_course(
        title="Batik", subtitle="Wax", category=category, lessons=2, price_minor=1905, currency="EUR", level="beginner"
    )
    [card] = api_client().get(COURSES).json()["data"]

    assert card["id"] == course.pk
    assert card["category"] == {"slug": "textiles", "name": "Textiles"}
    assert card["price"] == {"amount_minor": 1905, "amount": "19.05", "currency": "EUR"}
    assert (card["is_free"], card["lesson_count"], card["level"]) == (False, 2, "beginner")
    assert card["html_url"].startswith("http")
    assert card["cover_url"].startswith("http")
    assert card["rating"] == {"mean": None, "count": 0}
    assert card["published_at"].endswith("Z")


def test_filters_narrow_the_list():
    textiles = CategoryFactory(slug="textiles")
    batik = CategoryFactory(slug="batik", parent=textiles)
    teacher = InstructorFactory()
    make_course(title="Wax", category=batik, level="beginner", modules=0, author=teacher)
    make_course(title="Loom", category=textiles, level="advanced", language="id", price_minor=500, modules=0)
    make_course(title="Bread", delivery="both", price_minor=2000, modules=0)

    assert set(titles(category="textiles")) == {"Wax", "Loom"}
    assert titles(category="batik") == ["Wax"]
    assert set(titles(level=["beginner", "advanced"])) == {"Wax", "Loom", "Bread"} - {"Bread"}
    assert titles(language="id") == ["Loom"]
    assert titles(delivery="classroom") == ["Bread"]
    assert titles(is_free="true") == ["Wax"]
    assert titles(min_price=400, max_price=600) == ["Loom"]
    assert titles(instructor=teacher.pk) == ["Wax"]
    assert titles(search="loo") == ["Loom"]
    assert titles(search="nothing") == []


def test_price_of_a_sale_counts_while_it_lasts(django_capture_on_commit_callbacks):
    wax = make_course(title="Wax", price_minor=2000, modules=0)
    make_course(title="Loom", price_minor=1000, modules=0)
    now = timezone.now()
    for until, order in ((now + timedelta(days=1), ["Wax", "Loom"]), (now - timedelta(days=1), ["Loom", "Wax"])):
        with django_capture_on_commit_callbacks(execute=True):
            push_sale(course_key=wax.translation_key, price_minor=500, until=until)
        assert titles(ordering="price") == order
        assert titles(ordering="-price") == order[::-1]
        assert (titles(max_price=600) == ["Wax"]) == (titles(min_price=1500) == []) == (order[0] == "Wax")


def test_minimum_rating_counts_shown_reviews(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        good, fair = make_course(title="Good", modules=0), make_course(title="Fair", modules=0)
        make_review(good, stars=5)
        make_review(fair, stars=3)

    assert titles(min_rating=4) == ["Good"]
    assert titles(ordering="rating") == ["Good", "Fair"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("level", "expert"),
        ("min_price", "-1"),
        ("min_price", "1e400"),
        ("max_price", "NaN"),
        ("instructor", str(10**30)),
        ("ordering", "password"),
        ("min_rating", "6"),
        ("page", "0"),
        ("page", "-1"),
        ("page", str(10**9)),
        ("per_page", "-1"),
        ("per_page", str(10**9)),
        ("per_page", "101"),
        ("fields", "id,password"),
        ("search", "x" * 101),
        ("search", "nul\x00"),
        ("category", "nul\x00"),
    ],
)
def test_values_that_do_not_fit_are_refused(name, value):
    answer = api_client().get(COURSES, {name: value})
    assert name in assert_error(answer, 400, "VALIDATION_ERROR")


def test_page_behind_the_last_is_not_found():
    assert_error(api_client().get(COURSES, {"page": 2}), 404, "NOT_FOUND")


def test_fields_may_be_chosen():
    make_course(title="Wax", modules=0)
    [card] = api_client().get(COURSES, {"fields": "title,id"}).json()["data"]
    assert card.keys() == {"id", "title"}


@pytest.mark.parametrize("count", [1, 100])
def test_list_takes_the_same_queries_for_any_number(count, committed, django_assert_num_queries):
    category = CategoryFactory()
    with committed():
        make_courses(count, modules=1, lessons=1, category=category)
    api_client().get(COURSES)
    with django_assert_num_queries(2):
        answer = api_client().get(COURSES, {"per_page": 100})
    assert len(answer.json()["data"]) == count


def test_course_says_what_its_page_says():
    teacher = InstructorFactory(display_name="Sari", profile__headline="Batik maker", profile__is_public=True)
    course = make_course(
        title="Batik", author=teacher, modules=2, lessons=2, summary="All of it.", outcomes=[("item", "Draw")]
    )
    data = api_client().get(f"{COURSES}{course.pk}/").json()["data"]

    assert (data["title"], data["summary"], data["slug"]) == ("Batik", "All of it.", course.slug)
    assert [block["value"] for block in data["outcomes"]] == ["Draw"]
    assert data["instructors"] == [{"id": teacher.pk, "name": "Sari", "headline": "Batik maker"}]
    assert [[lesson["title"] for lesson in module["lessons"]] for module in data["modules"]] == [
        ["Lesson 1.1", "Lesson 1.2"],
        ["Lesson 2.1", "Lesson 2.2"],
    ]
    assert "Text of lesson" not in str(data)


@pytest.mark.parametrize("lessons", [1, 100])
def test_course_takes_the_same_queries_for_any_length(lessons, committed, django_assert_num_queries):
    with committed():
        course = make_course(modules=1, lessons=lessons)
    url = f"{COURSES}{course.pk}/"
    api_client().get(url)
    with django_assert_num_queries(3):
        api_client().get(url, {"fields": "title,modules,instructors,prerequisites"})
    with django_assert_num_queries(0):
        kept = api_client().get(url)
    assert len(kept.json()["data"]["modules"][0]["lessons"]) == lessons


def test_draft_is_not_found_but_by_its_team():
    course = make_course(live=False, modules=0)
    for caller in (None, UserFactory(), InstructorFactory()):
        assert_error(api_client(caller).get(f"{COURSES}{course.pk}/"), 404, "NOT_FOUND")


def test_restricted_course_is_found_by_its_learners_alone():
    course = make_course(modules=0)
    learner = enroll(course=course).user
    course.view_restrictions.create(restriction_type="login")
    refresh_summary(course)

    assert_error(api_client(UserFactory()).get(f"{COURSES}{course.pk}/"), 404, "NOT_FOUND")
    assert api_client(learner).get(f"{COURSES}{course.pk}/").status_code == 200
    assert api_client(course.owner).get(f"{COURSES}{course.pk}/").status_code == 200
    assert api_client(ModeratorFactory()).get(f"{COURSES}{course.pk}/").status_code == 200


@pytest.mark.parametrize("pk", ["0", str(10**17), str(10**30), "-1", "1.5", "abc", "%00"])
def test_number_of_no_course_is_not_found(pk):
    assert_error(api_client().get(f"{COURSES}{pk}/"), 404, "NOT_FOUND")


def test_unchanged_list_is_not_sent_again(committed, django_assert_num_queries):
    with committed():
        course = make_course(modules=0)
    first = api_client().get(COURSES)
    again = {"If-None-Match": first.headers["ETag"]}
    with django_assert_num_queries(0):
        second = api_client().get(COURSES, headers=again)
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]

    course = reload(course)
    course.title = "Renamed"
    with committed():
        course.save_revision()
        publish_page(course)
    assert api_client().get(COURSES, headers=again).status_code == 200


@pytest.mark.parametrize(("query", "queries"), [("per_page=5", 0), ("search=wax", 2), ("invented=name", 2)])
def test_answers_to_invented_names_and_words_are_not_kept(committed, query, queries, django_assert_num_queries):
    with committed():
        make_course(title="Wax", modules=0)
    first = api_client().get(f"{COURSES}?{query}")
    with django_assert_num_queries(queries):
        assert api_client().get(f"{COURSES}?{query}").json()["data"] == first.json()["data"]


def test_tag_of_one_person_is_not_that_of_another(django_assert_num_queries):
    make_course(modules=0)
    client = api_client(UserFactory())
    first = api_client().get(COURSES)
    with django_assert_num_queries(3):
        other = client.get(COURSES, headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_categories_stand_in_their_tree():
    CategoryFactory(name="Batik", slug="batik", parent=CategoryFactory(name="Textiles", slug="textiles"))
    data = api_client().get(f"{COURSES}categories/").json()["data"]
    assert [(row["slug"], row["parent"]) for row in data] == [("batik", "textiles"), ("textiles", None)]


def test_curriculum_is_read_without_any_text():
    course = make_course(modules=2, lessons=2)
    data = api_client().get(f"{COURSES}{course.pk}/modules/").json()["data"]
    assert [module["title"] for module in data] == ["Module 1", "Module 2"]
    assert data[0]["lessons"][1]["number"] == 2
