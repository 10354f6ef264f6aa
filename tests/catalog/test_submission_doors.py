"""Who passes which door of the course reviews, and who finds which of them in lists and menus."""

from types import SimpleNamespace

import pytest
from wagtail.models import Comment

from catalog.services.submission_review import return_submission
from tests.catalog.test_submission_pages import HOSTILE, at, text_of
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import reload
from tests.factories.submissions import make_submission
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    person = ModeratorFactory()
    client.force_login(person)
    return person


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(submission=make_submission(message="Please look"))


submission = own("submission")


# --- Doors ------------------------------------------------------------------------------------
@pytest.mark.parametrize("factory", [None, UserFactory, InstructorFactory])
def test_strangers_learners_and_other_instructors_pass_no_door(client, submission, factory):
    if factory is not None:
        client.force_login(factory())
    item = submission.items.get()
    doors = [
        at("submit_course", submission.course_id),
        at("course_review", submission.pk),
        *(at(name, submission.pk) for name in ("approve_course", "return_course", "withdraw_course")),
        at("comment_course_page", submission.pk, item.pk),
    ]
    for door in doors:
        for answer in (client.get(door), client.post(door, {"reason": "x", "text": "x"})):
            assert answer.status_code in (302, 403, 405), door
            assert b"Please look" not in answer.content
    submission.refresh_from_db()
    assert submission.is_open
    assert not Comment.objects.exists()


def test_author_decides_nothing(client, submission):
    client.force_login(submission.author)
    shown = text_of(client.get(at("course_review", submission.pk)))
    assert at("approve_course", submission.pk) not in shown
    item = submission.items.get()
    for door in (at("approve_course", submission.pk), at("return_course", submission.pk)):
        client.post(door, {"reason": "x"})
    client.post(at("comment_course_page", submission.pk, item.pk), {"text": "x"})
    submission.refresh_from_db()
    assert submission.is_open
    assert not Comment.objects.exists()


def test_comment_on_a_page_of_another_submission_is_not_found(client, moderator, submission):
    other = make_submission().items.get()
    assert client.post(at("comment_course_page", submission.pk, other.pk), {"text": "x"}).status_code == 404


# --- Lists ------------------------------------------------------------------------------------
def test_menu_and_first_page_show_how_many_wait(client, moderator, submission):
    shown = text_of(client.get("/cms/"))
    assert "Moderation (1)" in shown
    assert at("course_review", submission.pk) in shown


def test_author_finds_what_came_back_on_the_first_page(client, submission):
    return_submission(submission_id=submission.pk, moderator=ModeratorFactory(), reason="Say more")
    client.force_login(submission.author)
    shown = text_of(client.get("/cms/"))
    assert "Say more" in shown
    assert "Moderation (1)" not in shown


def test_list_shows_own_reviews_to_authors_and_all_to_moderators(client, moderator, submission):
    other = make_submission()
    shown = text_of(client.get(at("course_reviews"), {"state": "open"}))
    assert all(at("course_review", row.pk) in shown for row in (submission, other))
    assert at("course_review", other.pk) not in text_of(client.get(at("course_reviews"), {"state": "returned"}))
    client.force_login(submission.author)
    shown = text_of(client.get(at("course_reviews"), {"state": HOSTILE, "p": "x"}))
    assert at("course_review", submission.pk) in shown
    assert at("course_review", other.pk) not in shown
    assert reload(submission.course).live
