"""What may be written into a draft, what is refused, and by which name."""

from types import SimpleNamespace

import pytest

from catalog.models import CoursePage, LessonPage
from tests.catalog.api.v1.authoring.material import ROOT, data_of, details_of, paragraph
from tests.factories.accounts import InstructorFactory
from tests.factories.api import api_client
from tests.factories.catalog import (
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    lessons_of,
    make_course,
    modules_of,
    reload,
)
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    course = make_course(live=False, title="Paper cranes")
    taken = make_course(live=False, title="Taken", author=course.owner)
    return SimpleNamespace(course=course, taken=taken)


course = own("course")


@pytest.fixture
def client(course):
    return api_client(course.owner)


def url(page) -> str:
    kinds = {"coursepage": "courses", "modulepage": "modules", "lessonpage": "lessons"}
    return f"{ROOT}{kinds[page._meta.model_name]}/{page.pk}/"


@pytest.mark.parametrize(
    "name",
    [
        *("live", "is_live", "owner", "owner_id", "team", "course_instructors", "price_amount_minor", "path"),
        *("first_published_at", "locked", "go_live_at", "id", "translation_key", "state"),
    ],
)
def test_what_is_not_for_the_team_is_not_known(client, course, name):
    assert name in details_of(client.patch(url(course), {name: 1}))
    assert name in details_of(client.post(f"{ROOT}courses/", {"title": "x", name: 1}))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        *(("title", ""), ("title", " "), ("title", None), ("title", "x" * 256), ("title", "a\x00b"), ("title", [])),
        *(("slug", "taken"), ("slug", "two words"), ("slug", ""), ("currency", "ZZZ"), ("currency", None)),
        *(("price_minor", -1), ("price_minor", 10**12), ("price_minor", "much")),
        *(("level", "hard"), ("language", "xx"), ("delivery", ""), ("trailer_url", "nowhere")),
        *(("category", 999_999), ("category", 2**62), ("category", "x"), ("image", 999_999), ("image", -1)),
        *(("tags", "one"), ("tags", ["x" * 101]), ("tags", [""]), ("tags", [["x"]]), ("tags", ["x"] * 51)),
        *(("outcomes", "x"), ("outcomes", {}), ("outcomes", None), ("faq", [1]), ("has_certificate", "maybe")),
        *(("prerequisites", [{"course": 1 << 62}]), ("prerequisites", [{"course": 999_999}]), ("prerequisites", 3)),
        *(("summary", "x" * 501), ("subtitle", "x" * 256), ("seo_title", "x" * 256)),
    ],
)
def test_wrong_value_of_a_course_is_refused_by_its_field(client, course, name, wrong):
    details = details_of(client.patch(url(course), {name: wrong}))
    assert all(place.split(".")[0] == name for place in details)
    assert reload(course).revisions.count() == 1


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        *(("expected_minutes", -1), ("expected_minutes", 40_000), ("completes_by", "magic"), ("completes_by", "video")),
        *(("video", 999_999), ("attachments", [{"document": 999_999}]), ("attachments", [{}]), ("position", 0)),
        *(("attachments", [{"document": 1, "secret": 1}]), ("module", -1), ("is_required", None)),
    ],
)
def test_wrong_value_of_a_lesson_is_refused_by_its_field(client, course, name, wrong):
    details = details_of(client.patch(url(lessons_of(course)[0]), {name: wrong}))
    assert all(place.split(".")[0] == name for place in details)


@pytest.mark.parametrize("body", [b"[]", b"3", b'"x"', b"null", b"{", b"\xff", b"[" * 100_000])
def test_body_that_is_no_object_is_refused(client, course, body):
    for method, address in (("patch", url(course)), ("put", url(course)), ("post", f"{ROOT}courses/")):
        assert getattr(client, method)(address, body).status_code == 400


def test_all_fields_of_a_course_come_back_as_they_were_sent(client, course):
    other = make_course(title="Paper")
    folder = course.team.collection
    sent = {
        "title": "Cranes <script>",
        "slug": "cranes",
        "subtitle": "One",
        "summary": "Two",
        "description": [paragraph()],
        "image": ImageFactory(collection=folder).pk,
        "trailer_url": "https://vimeo.com/76979871",
        "category": CategoryFactory().pk,
        "tags": ["birds, of paper", "folding"],
        "level": "advanced",
        "language": "id",
        "outcomes": [{"type": "item", "value": "Fold"}],
        "requirements": [{"type": "item", "value": "Hands"}],
        "audience": [{"type": "item", "value": "All"}],
        "faq": [{"type": "item", "value": {"question": "Why?", "answer": "<p>So.</p>"}}],
        "prerequisites": [{"course": other.pk, "is_hard": True}],
        "delivery": "both",
        "price_minor": 1999,
        "currency": "IDR",
        "has_certificate": False,
        "is_sequential": True,
        "seo_title": "Three",
        "search_description": "Four",
    }
    read = data_of(client.put(url(course), sent))["draft"]
    for name in ("description", "outcomes", "requirements", "audience", "faq"):
        read[name] = [{"type": part["type"], "value": part["value"]} for part in read[name]]
    assert read == sent
    page = CoursePage.objects.get(pk=course.pk)
    assert (page.title, page.slug, page.price_minor, page.image_id) == (
        "Cranes <script>",
        "cranes",
        1999,
        sent["image"],
    )


def test_all_fields_of_a_lesson_come_back_as_they_were_sent(client, course):
    folder = course.team.collection
    sent = {
        "title": "Wings",
        "slug": "wings",
        "body": [paragraph()],
        "video": MediaFactory(collection=folder).pk,
        "expected_minutes": 7,
        "is_free_preview": True,
        "is_required": False,
        "completes_by": "video",
        "attachments": [
            {"document": DocumentFactory(collection=folder).pk, "label": "Sheet"},
            {"document": DocumentFactory(is_public=True).pk, "label": ""},
        ],
        "seo_title": "a",
        "search_description": "b",
    }
    read = data_of(client.put(url(lessons_of(course)[0]), sent))["draft"]
    read["body"] = [{"type": part["type"], "value": part["value"]} for part in read["body"]]
    assert read == sent


def test_put_takes_away_what_it_leaves_out_and_patch_does_not(client, course):
    data_of(client.patch(url(course), {"subtitle": "One", "tags": ["a"], "price_minor": 5}))
    data_of(client.patch(url(course), {"summary": "Two"}))
    draft = data_of(client.get(url(course) + "draft/"))["draft"]
    assert (draft["subtitle"], draft["summary"], draft["tags"], draft["price_minor"]) == ("One", "Two", ["a"], 5)
    draft = data_of(client.put(url(course), {"title": "Paper cranes"}))["draft"]
    assert (draft["subtitle"], draft["summary"], draft["tags"], draft["price_minor"]) == ("", "", [], 0)
    assert draft["slug"] == "paper-cranes"
    assert "title" in details_of(client.put(url(course), {"subtitle": "x"}))


def test_address_of_a_draft_follows_its_title_until_somebody_chooses_it(client, course):
    assert data_of(client.patch(url(course), {"title": "Swans"}))["draft"]["slug"] == "swans"
    data_of(client.patch(url(course), {"slug": "birds"}))
    assert data_of(client.patch(url(course), {"title": "Owls"}))["draft"]["slug"] == "birds"


def test_draft_that_is_sent_back_as_it_was_read_is_no_new_draft(client, course):
    pages = [course, modules_of(course)[0], lessons_of(course)[0]]
    for page in pages:
        read = data_of(client.get(url(page) + "draft/"))["draft"]
        for send in (client.patch, client.put):
            assert data_of(send(url(page), read))["draft"] == read
        assert reload(page).revisions.count() == 1


def test_files_of_other_courses_are_refused_like_those_that_are_not_there(client, course):
    foreign = make_course().team.collection
    lesson = lessons_of(course)[0]
    sent = {
        "video": MediaFactory(collection=foreign).pk,
        "attachments": [{"document": DocumentFactory(collection=foreign).pk}],
        "body": [
            {"type": "image", "value": {"image": ImageFactory(collection=foreign).pk}},
            {"type": "file", "value": {"document": 999_999}},
        ],
    }
    details = details_of(client.patch(url(lesson), sent))
    places = {"video", "attachments.0.document", "body.0.value.image", "body.1.value.document"}
    assert details.keys() == places
    assert len({sentence for sentences in details.values() for sentence in sentences}) == 1
    assert "image" in details_of(client.patch(url(course), {"image": ImageFactory(collection=foreign).pk}))


def test_courses_before_a_course(client, course):
    hidden = make_course(live=False, title="Hidden")
    after = make_course(title="After")
    after.prerequisites = [after.prerequisites.model(required=course, is_hard=True)]
    after.save_revision().publish()
    rows = [
        {"course": course.pk},
        {"course": hidden.pk},
        {"course": after.pk, "is_hard": True},
        {"course": after.pk},
    ]
    details = details_of(client.patch(url(course), {"prerequisites": rows}))
    assert details.keys() == {f"prerequisites.{number}.course" for number in range(4)}
    assert data_of(client.patch(url(course), {"prerequisites": [{"course": after.pk}]}))["draft"]["prerequisites"]


def test_lesson_and_module_move(client, course):
    second = data_of(client.post(url(course) + "modules/", {"title": "Second"}), 201)
    assert data_of(client.patch(f"{ROOT}modules/{second['id']}/", {"position": 1}))
    first_lesson = lessons_of(course)[0]
    moved = data_of(client.patch(url(first_lesson), {"module": second["id"], "title": "Moved"}))
    assert (moved["module_id"], moved["draft"]["title"]) == (second["id"], "Moved")
    board = data_of(client.get(url(course) + "draft/"))["modules"]
    assert [(m["title"], len(m["lessons"])) for m in board] == [("Second", 1), ("Module 1", 1)]
    foreign = modules_of(make_course(author=course.owner))[0]
    details_of(client.patch(url(first_lesson), {"module": foreign.pk}), 404, "PAGE_GONE")
    details_of(client.patch(url(first_lesson), {"module": course.pk}), 422, "WRONG_PLACE")


def test_same_key_makes_one_course():
    client, courses, lessons = api_client(InstructorFactory()), CoursePage.objects.count(), LessonPage.objects.count()
    answers = [
        client.post(f"{ROOT}courses/", {"title": "Once"}, headers={"Idempotency-Key": "one-course"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["data"] == answers[1].json()["data"]
    assert CoursePage.objects.count() == courses + 1
    other = client.post(f"{ROOT}courses/", {"title": "Twice"}, headers={"Idempotency-Key": "one-course"})
    details_of(other, 409, "IDEMPOTENCY_KEY_REUSED")
    course_url = f"{ROOT}courses/{answers[0].json()['data']['id']}/"
    for _ in range(2):
        module = client.post(f"{course_url}modules/", {"title": "M"}, headers={"Idempotency-Key": "m"})
        sent = {"title": "L", "module": module.json()["data"]["id"]}
        data_of(client.post(f"{ROOT}lessons/", sent, headers={"Idempotency-Key": "l"}), 201)
    assert LessonPage.objects.count() == lessons + 1


def test_module_that_is_live_is_told_to_everybody():
    course = make_course()
    module = modules_of(course)[0]
    told = data_of(api_client().get(url(module)))
    assert (told["title"], [lesson["title"] for lesson in told["lessons"]]) == (
        "Module 1",
        ["Lesson 1.1", "Lesson 1.2"],
    )
    hidden = modules_of(make_course(live=False))[0]
    details_of(api_client().get(url(hidden)), 404, "NOT_FOUND")
