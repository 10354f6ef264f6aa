"""The read-write API (v3): for holders of an API token, within what its owner may do in the CMS."""

import json

import pytest
from wagtail.models import APIToken, PageLogEntry

from accounts.services.roles import assign_role
from catalog.models import CoursePage, LessonPage
from catalog.services.completion import complete_lesson
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import (
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    enroll,
    lessons_of,
    make_course,
    make_module,
    modules_of,
    reload,
)

pytestmark = pytest.mark.django_db
V3 = "/api/cms/v3"
DOORS = ["", "pages/", "pages/find/?html_path=/", "images/", "documents/", "sites/", "redirects/"]
DOORS += ["snippets/catalog.Category/", "schema/", "whoami/", "openapi.json", "docs/"]


class Caller:
    """A program with the token of `owner`."""

    def __init__(self, client, owner):
        self.client = client
        self.token, self.plaintext = APIToken.create_token(user=owner, name="program")

    def __call__(self, method, path, data=None):
        options = {"headers": {"Authorization": f"Bearer {self.plaintext}"}}
        if data is not None:
            options |= {"data": json.dumps(data), "content_type": "application/json"}
        return getattr(self.client, method)(f"{V3}/{path}", **options)


def titles(answer):
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


def lesson_payload(**fields):
    return {"meta": {"type": "catalog.LessonPage"}, **fields}


def paragraph(text):
    return [{"type": "paragraph", "value": f"<p>{text}</p>"}]


# --- Who gets in -----------------------------------------------------------------------------
@pytest.mark.parametrize("door", DOORS)
def test_visitor_is_asked_for_a_token(client, door):
    answer = client.get(f"{V3}/{door}")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.parametrize("door", ["pages/", "images/", "documents/", "whoami/"])
def test_session_opens_nothing_not_even_an_admins(client, door):
    client.force_login(AdminFactory())
    assert client.get(f"{V3}/{door}").status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_needs_a_token_as_well(client, method):
    client.force_login(AdminFactory())
    course = make_course(modules=0)
    assert getattr(client, method)(f"{V3}/pages/{course.pk}/").status_code in (401, 405)
    assert getattr(client, method)(f"{V3}/pages/").status_code in (401, 405)
    assert CoursePage.objects.filter(pk=course.pk).exists()


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer nonsense", "Basic eDp5", "Token abc", "bearer wagtail_x"]
)
def test_header_that_holds_no_token_opens_nothing(client, header):
    assert client.get(f"{V3}/pages/", headers={"Authorization": header}).status_code == 401


def test_token_dies_when_it_is_revoked_or_its_owner_goes(client):
    owner = InstructorFactory()
    call = Caller(client, owner)
    assert call("get", "pages/").status_code == 200
    owner.is_active = False
    owner.save()
    assert call("get", "pages/").status_code == 401
    owner.is_active = True
    owner.save()
    APIToken.objects.update(revoked_at="2026-01-01T00:00:00Z")
    assert call("get", "pages/").status_code == 401


def test_token_of_somebody_without_the_cms_opens_nothing(client):
    former = InstructorFactory()
    call = Caller(client, former)
    assign_role(user=former, role="student")
    for path in ("pages/", "documents/", "images/", "whoami/"):
        assert call("get", path).status_code == 403
    assert Caller(client, UserFactory())("get", "pages/").status_code == 403


def test_answers_are_never_kept(client):
    assert Caller(client, ModeratorFactory())("get", "pages/")["Cache-Control"] == "private, no-store"


# --- Own courses only --------------------------------------------------------------------------
def test_instructor_sees_own_courses_drafts_included_and_no_others(client):
    author = InstructorFactory()
    make_course(title="Mine", author=author, modules=0, live=False)
    others = make_course(title="Others'", lessons=1)
    call = Caller(client, author)
    assert titles(call("get", "pages/")) == ["Mine"]
    lesson = lessons_of(others)[0]
    for path in (f"pages/{others.pk}/", f"pages/{lesson.pk}/", f"pages/{lesson.pk}/revisions/"):
        assert call("get", path).status_code == 404
    assert call("get", f"pages/{lesson.pk}/?version=draft").status_code == 404
    assert call("get", f"pages/find/?html_path={lesson.get_url()}").status_code == 404


def test_instructor_sees_the_files_of_own_folders_alone(client):
    mine, others = make_course(modules=0), make_course(modules=0)
    for course, whose in ((mine, "Mine"), (others, "Others'")):
        DocumentFactory(title=whose, collection=course.team.collection)
        ImageFactory(title=whose, collection=course.team.collection)
    call = Caller(client, mine.owner)
    assert titles(call("get", "documents/")) == titles(call("get", "images/")) == ["Mine"]
    document = DocumentFactory(collection=others.team.collection)
    assert call("get", f"documents/{document.pk}/").status_code == 404
    assert call("patch", f"documents/{document.pk}/", {"title": "Taken"}).status_code == 403
    assert call("delete", f"documents/{document.pk}/").status_code == 403
    document.refresh_from_db()
    assert document.title != "Taken"


def test_instructor_writes_no_others_course(client):
    mine, others = make_course(lessons=1), make_course(lessons=1)
    lesson, module = lessons_of(others)[0], modules_of(others)[0]
    own_lesson, own_module = lessons_of(mine)[0], modules_of(mine)[0]
    call = Caller(client, mine.owner)
    new = lesson_payload(title="Mine", body=[])
    new["meta"]["parent_id"] = module.pk
    attempts = [
        ("patch", f"pages/{lesson.pk}/", lesson_payload(title="Taken")),
        ("delete", f"pages/{lesson.pk}/", None),
        ("post", "pages/", new),
        ("post", f"pages/{lesson.pk}/actions/copy/", {"destination_id": own_module.pk, "keep_live": False}),
        ("post", f"pages/{lesson.pk}/actions/create_alias/", {"destination_id": own_module.pk}),
        ("post", f"pages/{own_lesson.pk}/actions/copy/", {"destination_id": module.pk, "keep_live": False}),
        ("post", f"pages/{own_lesson.pk}/actions/move/", {"destination_id": module.pk, "position": "last-child"}),
        ("post", f"pages/{lesson.pk}/actions/move/", {"destination_id": own_module.pk, "position": "last-child"}),
        ("post", f"pages/{lesson.pk}/actions/publish/", {}),
        ("post", f"pages/{lesson.pk}/actions/unpublish/", {}),
        ("post", f"pages/{lesson.pk}/actions/revert/", {"revision_id": lesson.latest_revision_id}),
    ]
    before = list(LessonPage.objects.order_by("path").values_list("path", "title", "live"))
    answers = [call(method, path, data).status_code for method, path, data in attempts]
    assert set(answers) <= {403, 404}, answers
    assert list(LessonPage.objects.order_by("path").values_list("path", "title", "live")) == before


# --- Writing ---------------------------------------------------------------------------------
def test_instructor_writes_the_draft_of_a_lesson(client):
    course = make_course(lessons=1)
    lesson = lessons_of(course)[0]
    call = Caller(client, course.owner)
    data = lesson_payload(body=paragraph("Written from outside."), expected_minutes=3)
    answer = call("patch", f"pages/{lesson.pk}/", data)
    assert answer.status_code == 200, answer.content
    draft = call("get", f"pages/{lesson.pk}/?version=draft").json()
    assert draft["body"][0]["value"] == "<p>Written from outside.</p>"
    live = reload(lesson)
    assert "Written" not in str(live.body)
    assert live.has_unpublished_changes


def test_what_is_read_can_be_written_back(client):
    course = make_course(lessons=1)
    lesson = lessons_of(course)[0]
    folder = course.team.collection
    image, document = ImageFactory(collection=folder), DocumentFactory(collection=folder)
    film = MediaFactory(collection=folder)
    body = [
        {"type": "heading", "value": {"text": "Wax", "level": "h2"}},
        {"type": "image", "value": {"image": image.pk, "alt": "A pot", "is_decorative": False, "caption": ""}},
        {"type": "file", "value": {"document": document.pk, "label": "Sheet"}},
    ]
    call = Caller(client, course.owner)
    data = lesson_payload(body=body, video_id=film.pk, attachments=[{"document_id": document.pk, "label": "Sheet"}])
    written = call("patch", f"pages/{lesson.pk}/", data)
    assert written.status_code == 200, written.content
    read = call("get", f"pages/{lesson.pk}/?version=draft&rich_text_format=db_html").json()
    again = call("patch", f"pages/{lesson.pk}/", lesson_payload(body=read["body"]))
    assert again.status_code == 200, again.content
    blocks = reload(lesson).get_latest_revision_as_object().body
    assert [block.block_type for block in blocks] == ["heading", "image", "file"]
    assert blocks[1].value["image"] == image
    draft = reload(lesson).get_latest_revision_as_object()
    assert (draft.video, draft.attachments.get().document) == (film, document)


def test_instructor_adds_a_module_and_a_lesson_as_drafts(client):
    course = make_course(modules=0)
    call = Caller(client, course.owner)
    module = {"meta": {"type": "catalog.ModulePage", "parent_id": course.pk}, "title": "Dyeing"}
    made = call("post", "pages/", module)
    assert made.status_code == 201, made.content
    lesson = lesson_payload(title="Indigo", body=paragraph("Blue."))
    lesson["meta"]["parent_id"] = made.json()["id"]
    assert call("post", "pages/", lesson).status_code == 201
    page = lessons_of(course)[0]
    assert (page.title, page.live, page.owner) == ("Indigo", False, course.owner)
    assert page.get_latest_revision_as_object().body[0].value.source.endswith(">Blue.</p>")


def test_instructor_neither_publishes_nor_founds_a_course(client):
    course = make_course(lessons=1, live=False)
    call = Caller(client, course.owner)
    assert call("post", f"pages/{course.pk}/actions/publish/", {}).status_code == 403
    data = lesson_payload(title="Now live")
    data["meta"]["action"] = "publish"
    assert call("patch", f"pages/{lessons_of(course)[0].pk}/", data).status_code == 403
    parent = course.get_parent().pk
    new = {"meta": {"type": "catalog.CoursePage", "parent_id": parent}, "title": "By the back door"}
    assert call("post", "pages/", new).status_code == 403
    assert not CoursePage.objects.filter(title="By the back door").exists()
    assert not reload(course).live


def test_moderator_publishes(client):
    course = make_course(modules=0, live=False)
    answer = Caller(client, ModeratorFactory())("post", f"pages/{course.pk}/actions/publish/", {})
    assert answer.status_code == 200, answer.content
    assert reload(course).live


def test_course_founded_by_an_admin_gets_its_team(client):
    admin = AdminFactory()
    parent = make_course(modules=0).get_parent().pk
    new = {"meta": {"type": "catalog.CoursePage", "parent_id": parent}, "title": "Founded outside"}
    answer = Caller(client, admin)("post", "pages/", new)
    assert answer.status_code == 201, answer.content
    team = CoursePage.objects.get(title="Founded outside").team
    assert list(team.group.user_set.all()) == [admin]


@pytest.mark.parametrize("place", ["body", "video_id", "attachments"])
def test_files_of_other_courses_cannot_be_taken_by_their_number(client, place):
    mine, others = make_course(lessons=1), make_course(modules=0)
    folder = others.team.collection
    document, film = DocumentFactory(collection=folder), MediaFactory(collection=folder)
    field = {
        "body": [{"type": "file", "value": {"document": document.pk, "label": "x"}}],
        "video_id": film.pk,
        "attachments": [{"document_id": document.pk, "label": "x"}],
    }[place]
    path = f"pages/{lessons_of(mine)[0].pk}/"
    answer = Caller(client, mine.owner)("patch", path, lesson_payload(**{place: field}))
    assert answer.status_code == 422
    assert "belongs to another course" in answer.content.decode()


# --- Learners' records ---------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_lesson_that_was_completed_is_not_deleted_even_by_an_admin(client):
    course = make_course(lessons=2)
    enrollment = enroll(course=course)
    lesson = lessons_of(course)[0]
    complete_lesson(user=enrollment.user, lesson=lesson)
    call = Caller(client, AdminFactory())
    for page in (lesson, modules_of(course)[0], course):
        answer = call("delete", f"pages/{page.pk}/")
        assert answer.status_code == 403
        assert "unpublish" in answer.json()["detail"].lower()
    assert LessonPage.objects.filter(pk=lesson.pk).exists()
    assert not PageLogEntry.objects.filter(action="wagtail.delete", page_id=lesson.pk).exists()


def test_draft_that_nobody_learned_from_can_be_deleted(client):
    course = make_course(modules=0)
    module = make_module(course, live=False)
    assert Caller(client, course.owner)("delete", f"pages/{module.pk}/").status_code == 204
    assert modules_of(course) == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"meta": 3}', b'{"meta": {"type": "nonsense"}}'])
def test_nonsense_is_refused_with_a_reason(client, body):
    course = make_course(modules=0)
    call = Caller(client, course.owner)
    answer = client.patch(
        f"{V3}/pages/{course.pk}/",
        data=body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {call.plaintext}"},
    )
    assert answer.status_code in (400, 422)
