"""Pages of the read API (v2): facts for everybody, texts for readers, nothing that is not public."""

import pytest

from catalog.access import lesson_access
from catalog.models import CourseIndexPage, CoursePage, LessonPage
from catalog.queries.readers import lessons_access
from catalog.services.completion import complete_lesson
from catalog.services.enrollment import revoke
from home.models import HomePage
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import (
    CategoryFactory,
    ImageFactory,
    MediaFactory,
    enroll,
    lessons_of,
    make_course,
    make_lesson,
    make_module,
    make_path,
    modules_of,
)

pytestmark = pytest.mark.django_db
PAGES = "/api/cms/v2/pages/"


def titles(client, **query):
    answer = client.get(PAGES, query)
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


def detail(client, page, **query):
    answer = client.get(f"{PAGES}{page.pk}/", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


# --- Facts -----------------------------------------------------------------------------------
def test_course_tells_everything_that_its_page_shows(client, settings):
    author = InstructorFactory(display_name="Sari Wulandari", profile__headline="Batik maker", profile__is_public=True)
    category = CategoryFactory(name="Crafts", slug="crafts")
    course = make_course(
        author=author,
        title="Batik",
        modules=2,
        lessons=2,
        lesson_fields={"expected_minutes": 15},
        category=category,
        subtitle="Wax and dye",
        level="beginner",
        price_minor=1905,
        image=ImageFactory(),
        outcomes=[("item", "Draw a kawung pattern")],
        faq=[("item", {"question": "Is it messy?", "answer": "<p>Very.</p>"})],
    )
    course.tags.add("wax", "dye")
    course.save_revision().publish()
    told = detail(client, course)
    facts = ("title", "subtitle", "level", "language", "price_minor", "price", "currency", "is_free", "has_certificate")
    assert [told[name] for name in facts] == [
        "Batik",
        "Wax and dye",
        "beginner",
        "en",
        1905,
        "19.05",
        "USD",
        False,
        True,
    ]
    assert (told["lesson_count"], told["minutes"], told["learner_count"]) == (4, 60, 0)
    assert told["instructors"] == [{"name": "Sari Wulandari", "headline": "Batik maker"}]
    assert (told["category"]["name"], told["category"]["slug"]) == ("Crafts", "crafts")
    assert told["tags"] == ["dye", "wax"]
    assert told["outcomes"][0]["value"] == "Draw a kawung pattern"
    assert told["faq"][0]["value"]["answer"] == "<p>Very.</p>"
    assert told["cover_url"].startswith("http")
    assert [module["title"] for module in told["curriculum"]] == ["Module 1", "Module 2"]
    assert told["curriculum"][0]["lessons"][0]["minutes"] == 15
    # Addresses begin with SITE_URL, whatever the record of the site in the CMS says.
    assert told["meta"]["html_url"] == f"{settings.SITE_URL}/courses/batik/"
    assert told["meta"]["detail_url"] == f"{settings.SITE_URL}/api/cms/v2/pages/{course.pk}/"
    assert told["image"]["renditions"]["small"]["url"].startswith(f"{settings.SITE_URL}/media/")


def test_list_of_courses_can_carry_all_facts(client):
    course = make_course(title="Batik", modules=1, lessons=1)
    item = client.get(PAGES, {"type": "catalog.CoursePage", "fields": "*"}).json()["items"][0]
    assert item["id"] == course.pk
    assert (item["lesson_count"], item["price"], item["instructors"][0]["name"]) == (1, "0.00", course.owner.name)


def test_instructor_without_public_profile_gives_a_name_and_nothing_else(client):
    author = InstructorFactory(display_name="Budi", profile__headline="Private words")
    told = detail(client, make_course(author=author, modules=0))
    assert told["instructors"] == [{"name": "Budi", "headline": ""}]
    assert author.email not in str(told)


def test_home_catalog_and_module_have_their_fields(client):
    course = make_course(modules=0)
    module = make_module(course, summary="First steps", opens_after_days=3)
    assert detail(client, HomePage.objects.get())["headline"]
    assert "introduction" in detail(client, CourseIndexPage.objects.get())
    told = detail(client, module)
    assert (told["summary"], told["opens_after_days"]) == ("First steps", 3)


def test_path_names_its_live_courses_in_order(client):
    first, second = make_course(title="First", modules=0), make_course(title="Second", modules=0)
    draft = make_course(title="Hidden draft", modules=0, live=False)
    told = detail(client, make_path(second, draft, first))
    assert [course["title"] for course in told["courses"]] == ["Second", "First"]
    assert "Hidden draft" not in str(told)


def test_closed_lesson_tells_its_facts_and_why_it_is_closed(client):
    lesson = lessons_of(make_course(lesson_fields={"expected_minutes": 25}))[0]
    told = detail(client, lesson)
    facts = ("title", "expected_minutes", "is_free_preview", "is_required", "completes_by")
    assert [told[name] for name in facts] == ["Lesson 1.1", 25, False, True, "button"]
    assert told["access"] == {"allowed": False, "reason": "sign_in", "opens_at": None}
    assert {"body", "video", "attachments", "files"}.isdisjoint(told)


def test_learner_gets_typed_blocks_and_the_film(client):
    course = make_course(lessons=0)
    film = MediaFactory(title="Waxing", transcript="Heat the wax.")
    lesson = make_lesson(
        modules_of(course)[0],
        body=[("heading", {"text": "Wax", "level": "h2"}), ("paragraph", "<p>Melt it.</p>")],
        video=film,
    )
    client.force_login(enroll(course=course).user)
    told = detail(client, lesson)
    assert [(block["type"], block["value"]) for block in told["body"]] == [
        ("heading", {"text": "Wax", "level": "h2"}),
        ("paragraph", "<p>Melt it.</p>"),
    ]
    assert (told["video"]["title"], told["video"]["transcript"]) == ("Waxing", "Heat the wax.")
    assert told["access"] == {"allowed": True, "reason": "enrolled", "opens_at": None}


def test_free_preview_is_open_to_visitors(client):
    lesson = lessons_of(make_course(lesson_fields={"is_free_preview": True}))[0]
    told = detail(client, lesson)
    assert told["body"][0]["value"] == "<p>Text of lesson 1.1.</p>"
    assert told["access"]["reason"] == "free_preview"


def test_timed_lesson_says_when_it_opens(client):
    course = make_course(modules=0)
    lesson = make_lesson(make_module(course, opens_after_days=7))
    client.force_login(enroll(course=course).user)
    access = detail(client, lesson)["access"]
    assert (access["allowed"], access["reason"]) == (False, "opens_later")
    assert access["opens_at"]


# --- Search, order, filters -------------------------------------------------------------------
def test_search_looks_into_titles_alone(client, indexes):
    make_course(title="Batik with wax", modules=0, subtitle="Nothing about paper")
    make_course(title="Paper cranes", modules=0)
    assert titles(client, search="WAX batik") == ["Batik with wax"]
    assert titles(client, search="wax cranes") == []
    assert titles(client, search="wax cranes", search_operator="or") == ["Batik with wax", "Paper cranes"]
    assert titles(client, search="nothing about") == []


def test_courses_can_be_filtered_and_ordered_by_their_facts(client):
    crafts = CategoryFactory()
    make_course(title="Dear", modules=0, price_minor=5000, level="advanced")
    make_course(title="Cheap", modules=0, price_minor=100, category=crafts)
    courses = {"type": "catalog.CoursePage"}
    assert titles(client, **courses, order="price_minor") == ["Cheap", "Dear"]
    assert titles(client, **courses, level="advanced") == ["Dear"]
    assert titles(client, **courses, category=crafts.pk) == ["Cheap"]


@pytest.mark.parametrize(
    "query",
    [
        "fields=nonsense",
        "fields=" + "a(" * 400,
        "fields=*(",
        "unknown=1",
        "type=catalog.Enrollment",
        "type=nonsense",
        "type=accounts.User&fields=*",
        "limit=-1",
        "limit=100000",
        "offset=x",
        "order=nonsense",
        "order=random,title",
        "child_of=x",
        "child_of=99999999999999999999",
        "descendant_of=0",
        "translation_of=99999",
        "first_published_at=yesterday",
        "id=x",
        "id=99999999999999999999999",
        "title=%00",
        "search=%00",
        "type=catalog.CoursePage&category=x",
        "type=catalog.CoursePage&price_minor=1e3",
        "type=catalog.CoursePage&is_sequential=maybe",
        "type=catalog.CoursePage&description=x",
        "rich_text_format=nonsense",
    ],
)
def test_nonsense_is_refused_with_a_message(client, query):
    answer = client.get(f"{PAGES}?{query}")
    assert answer.status_code in (200, 400)
    assert answer.status_code == 400 or answer.json()["items"] == []


@pytest.mark.parametrize("path", ["find/?id=x", "find/?html_path=%00", "find/?html_path=/nowhere/", "find/", "999999/"])
def test_page_that_cannot_be_found_is_no_server_error(client, path):
    assert client.get(PAGES + path).status_code in (400, 404)


@pytest.mark.parametrize("query", [{"locale": "xx"}, {"site": "nowhere.example"}])
def test_language_or_site_that_does_not_exist_is_not_found(client, query):
    assert client.get(PAGES, query).status_code == 404


# --- One decision ------------------------------------------------------------------------------
def test_many_lessons_are_judged_like_each_alone(django_assert_max_num_queries):
    open_course = make_course(modules=2, lessons=2, is_sequential=True)
    preview = make_course(lessons=1, lesson_fields={"is_free_preview": True})
    timed = make_course(modules=0)
    make_lesson(make_module(timed, opens_after_days=9))
    closed = make_course(lessons=1)
    modules_of(closed)[0].unpublish()
    learner = UserFactory()
    for course in (open_course, timed, closed):
        enroll(learner, course)
    complete_lesson(user=learner, lesson=lessons_of(open_course)[0])
    former = enroll(course=preview)
    revoke(source="free", reference=former.grants.get().reference)
    people = [learner, former.user, UserFactory(), ModeratorFactory(), CoursePage.objects.get(pk=closed.pk).owner]
    lessons = list(LessonPage.objects.order_by("path"))
    for person in people:
        with django_assert_max_num_queries(9):
            together = lessons_access(person, lessons)
        assert together == {lesson.pk: lesson_access(person, lesson) for lesson in lessons}
