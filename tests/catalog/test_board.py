"""The board in the CMS: what it shows, in how many queries, to whom, and what its plain forms do."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from catalog.models import LessonPage
from catalog.queries.board import load_board
from tests.catalog.board_material import act, order_of, said
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import lessons_of, make_course, modules_of, reload

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("1")</script>'


def board_of(client, course):
    return client.get(f"/cms/courses/{course.pk}/board/")


@pytest.mark.parametrize("lessons", [10, 300])
def test_board_costs_the_same_few_queries(client, django_assert_num_queries, lessons):
    course = make_course(modules=1, lessons=lessons, live=False)
    client.force_login(course.owner)
    board_of(client, course)
    with django_assert_num_queries(10):
        answer = board_of(client, course)
    assert answer.content.count(b'data-item="lesson"') == lessons


def test_state_of_each_page_at_a_glance():
    course = make_course(modules=1, lessons=6)
    _live, changed, scheduled, offline, locked, review = lessons_of(course)
    changed.save_revision()
    changed.refresh_from_db()
    LessonPage.objects.filter(pk=changed.pk).update(has_unpublished_changes=True)
    scheduled.go_live_at = timezone.now() + timedelta(days=1)
    scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
    reload(offline).unpublish()
    LessonPage.objects.filter(pk=locked.pk).update(locked=True)
    review.get_workflow().start(review, course.owner)
    Page.objects.filter(pk=modules_of(course)[0].pk).update(live=False, first_published_at=None)
    module = load_board(course).modules[0]
    assert module.page.state == "draft"
    states = [lesson.state for lesson in module.lessons]
    assert states[:4] == ["live", "changed", "scheduled", "unpublished"]
    assert [lesson.is_locked for lesson in module.lessons] == [False] * 4 + [True, False]
    assert [lesson.is_in_review for lesson in module.lessons] == [False] * 5 + [True]


def test_empty_course_says_how_to_begin(client):
    course = make_course(modules=0, live=False)
    client.force_login(course.owner)
    content = board_of(client, course).content.decode()
    assert "There are no modules yet" in content
    assert "Add module" in content


def test_board_and_its_acts_are_for_the_team_and_moderators(client):
    course = make_course(lessons=1)
    lesson = lessons_of(course)[0]
    client.get("/")
    doors = [f"/cms/courses/{course.pk}/board/", f"/cms/courses/{course.pk}/board/{lesson.pk}/"]
    forms = {
        "add-module": {"title": "X"},
        "add-lesson": {"title": "X", "module": modules_of(course)[0].pk, "template": "text"},
        "move": {"down": lesson.pk},
        "rename": {"page": lesson.pk, "title": "X"},
        "offline": {"page": lesson.pk},
        "delete": {"page": lesson.pk},
        "duplicate": {"page": lesson.pk, "module": modules_of(course)[0].pk},
    }
    before = list(Page.objects.order_by("path").values_list("pk", "path", "title", "live", "latest_revision"))
    for person in (None, UserFactory(), InstructorFactory()):
        if person:
            client.force_login(person)
        assert {client.get(door).status_code for door in doors} <= {302, 403}
        assert {act(client, course, name, **form).status_code for name, form in forms.items()} <= {302, 403}
        assert {act(client, course, name, script=True, **form).status_code for name, form in forms.items()} <= {
            302,
            403,
        }
    assert list(Page.objects.order_by("path").values_list("pk", "path", "title", "live", "latest_revision")) == before
    for person in (course.owner, ModeratorFactory()):
        client.force_login(person)
        assert {client.get(door).status_code for door in doors} == {200}
    assert client.get("/cms/courses/999999/board/").status_code == 404


def test_plain_forms_build_a_course_without_a_script(client):
    course = make_course(modules=0, live=False)
    client.force_login(course.owner)
    for title in ("Begin", "Go on"):
        answer = act(client, course, "add-module", title=title)
        assert (answer.status_code, title in said(answer)) == (302, True)
    first, second = modules_of(course)
    for title, template in (("Words", "text"), ("Film", "video"), ("Try", "exercise")):
        act(client, course, "add-lesson", module=first.pk, title=title, template=template)
    assert order_of(course) == {"Begin": ["Words", "Film", "Try"], "Go on": []}
    film = LessonPage.objects.get(title="Film")
    answer = act(client, course, "move", up=film.pk)
    assert answer["Location"].endswith(f"#page-{film.pk}")
    assert "“Film” is now 1 of 3 in “Begin”." in said(answer)
    act(client, course, "move", page=film.pk, parent=second.pk)
    act(client, course, "rename", page=film.pk, title="  Moving \n pictures ")
    act(client, course, "delete", page=LessonPage.objects.get(title="Try").pk)
    assert order_of(course) == {"Begin": ["Words"], "Go on": ["Moving pictures"]}
    assert LessonPage.objects.get(pk=film.pk).slug == "moving-pictures"


def test_script_gets_the_board_back_with_what_happened(client):
    course = make_course(lessons=2)
    client.force_login(course.owner)
    answer = act(client, course, "move", script=True, down=lessons_of(course)[0].pk)
    content = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in content
    assert "is now 2 of 2 in “Module 1”." in content
    assert content.index("Lesson 1.2") < content.index("Lesson 1.1</a>")
    answer = act(client, course, "move", script=True, stamp="old", down=lessons_of(course)[0].pk)
    assert answer.status_code == 409
    assert "Somebody changed the order meanwhile" in answer.content.decode()
    assert re.search(r'name="stamp" value="\w{16}"', answer.content.decode())


def test_page_that_is_gone_is_said_with_the_fresh_board(client):
    course = make_course(modules=1, lessons=2, live=False)
    client.force_login(course.owner)
    lesson = lessons_of(course)[0]
    lesson.delete()
    for name, form in (("move", {"down": lesson.pk}), ("rename", {"page": lesson.pk, "title": "X"})):
        answer = act(client, course, name, script=True, **form)
        assert answer.status_code == 409
        assert "no longer in the course" in answer.content.decode()
        assert answer.content.count(b'data-item="lesson"') == 1
    answer = client.get(f"/cms/courses/{course.pk}/board/{lesson.pk}/")
    assert answer["Location"] == f"/cms/courses/{course.pk}/board/"


def test_forms_that_no_page_of_ours_sends_are_bad_requests(client):
    course = make_course(modules=1, lessons=1, live=False)
    client.force_login(course.owner)
    module = modules_of(course)[0]
    forms = [
        ("move", {"page": "x", "parent": module.pk}),
        ("move", {"up": "9" * 40}),
        ("move", {}),
        ("rename", {"page": "-1"}),
        ("add-lesson", {"module": module.pk, "title": "X", "template": "poem"}),
    ]
    for name, form in forms:
        assert act(client, course, name, **form).status_code == 400, (name, form)
    assert client.get(f"/cms/courses/{course.pk}/board/move/").status_code == 405
    assert act(client, course, "explode").status_code == 404


def test_hostile_titles_are_shown_as_text(client):
    course = make_course(modules=0, live=False)
    client.force_login(course.owner)
    answer = act(client, course, "add-module", script=True, title=HOSTILE)
    assert HOSTILE not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()
    page = modules_of(course)[0]
    assert HOSTILE not in client.get(f"/cms/courses/{course.pk}/board/{page.pk}/").content.decode()
    for title in ("", "   ", "x" * 256):
        answer = act(client, course, "add-module", script=True, title=title)
        assert answer.status_code == 422
    assert len(modules_of(course)) == 1
