"""The pages of letters, and the doors that refuse."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from catalog.models import Conversation, Message, MessageReport
from catalog.services.enrollment import leave
from catalog.services.messages import LEARNER_AN_HOUR, report_message, write_to_learner, write_to_team
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, make_course
from tests.sharing import own

pytestmark = pytest.mark.django_db
# The person, then teams, conversations and titles.
INBOX = 4
# The person, then course, team, conversations and learners.
COURSE_INBOX = 5
# The person, then course, team, conversation and letters.
THREAD = 5


@pytest.fixture(scope="module")
def made(made_once):
    course = make_course(lessons=1, title="Batik")
    return SimpleNamespace(course=course, learner=enroll(course=course).user)


course, learner = own("course"), own("learner")


def address(name, *args):
    return reverse(f"catalog:{name}", args=args)


def test_learner_writes_and_instructor_answers(client, course, learner):
    key = course.translation_key
    client.force_login(learner)
    assert client.get(address("message_learner", key)).status_code == 200
    assert client.post(address("message_learner", key), {"text": ""}).status_code == 422
    assert client.post(address("message_learner", key), {"text": "<script>alert(1)</script>"}).status_code == 302
    client.force_login(course.owner)
    assert b"New" in client.get(address("messages")).content
    thread = address("message_team", key, learner.pk)
    page = client.get(thread).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "badge--accent" not in client.get(address("messages")).content.decode()
    assert client.post(thread, {"text": "Hello"}).status_code == 302
    client.force_login(learner)
    assert b"badge--accent" in client.get(address("messages")).content
    assert b"Hello" in client.get(address("message_learner", key)).content


def test_others_read_and_write_nothing(client, course, learner):
    key = course.translation_key
    message = write_to_team(user=learner, course_key=key, text="Between us")
    doors = [
        address("message_learner", key),
        address("message_team", key, learner.pk),
        address("course_messages", key),
        address("message_report", message.pk),
    ]
    for url in [*doors, address("messages")]:
        assert client.get(url).status_code == 302
    for person in (UserFactory(), InstructorFactory(), ModeratorFactory()):
        client.force_login(person)
        for url in doors:
            assert client.get(url).status_code == 404
            assert client.post(url, {"text": "Hi", "note": "x"}).status_code == 404
        assert b"Between us" not in client.get(address("messages")).content
    fellow = enroll(course=course).user
    client.force_login(fellow)
    for url in doors[1:]:
        assert client.get(url).status_code == 404
    assert b"Between us" not in client.get(doors[0]).content
    assert Message.objects.count() == 1


def test_flood_is_refused_with_a_clear_text_that_keeps_the_letter(client, course, learner):
    for number in range(LEARNER_AN_HOUR):
        write_to_team(user=learner, course_key=course.translation_key, text=f"{number}")
    client.force_login(learner)
    answer = client.post(address("message_learner", course.translation_key), {"text": "One more"})
    assert answer.status_code == 422
    assert b"Wait a little" in answer.content
    assert b"One more" in answer.content


def test_who_left_reads_without_a_form(client, course, learner):
    write_to_team(user=learner, course_key=course.translation_key, text="Before")
    leave(user=learner, course_key=course.translation_key)
    client.force_login(learner)
    url = address("message_learner", course.translation_key)
    assert b"no longer take this course" in client.get(url).content
    assert client.post(url, {"text": "After"}).status_code == 422
    assert Message.objects.count() == 1


def test_team_finds_learners_to_write_to(client, course, learner):
    client.force_login(course.owner)
    url = address("course_messages", course.translation_key)
    assert address("message_team", course.translation_key, learner.pk) in client.get(url).content.decode()
    assert b"Nobody of this name" in client.get(url, {"q": "nobody\x00'--"}).content
    stranger = UserFactory()
    assert client.get(address("message_team", course.translation_key, stranger.pk)).status_code == 404
    assert client.get(address("message_team", course.translation_key, 10**30)).status_code == 404


def test_report_and_removal_in_the_cms(client, course, learner):
    write_to_team(user=learner, course_key=course.translation_key, text="Just above")
    private = write_to_learner(
        user=course.owner, course_key=course.translation_key, learner_id=learner.pk, text="Rude <b>words</b>"
    )
    client.force_login(learner)
    assert client.get(address("message_report", private.pk)).status_code == 200
    client.post(address("message_report", private.pk), {"note": "It hurts"})
    one = reverse("moderate_message", args=[private.pk])
    for person in (learner, course.owner):
        client.force_login(person)
        client.post(one, {"decision": "remove"})
    assert MessageReport.objects.get().is_open
    client.force_login(ModeratorFactory())
    assert b"Rude" in client.get(reverse("moderate_messages")).content
    page = client.get(one).content.decode()
    assert "Just above" in page
    assert "Rude &lt;b&gt;words&lt;/b&gt;" in page
    assert client.post(one, {"decision": "remove"}).status_code == 302
    assert client.get(one).status_code == 404
    assert b"Nothing waits" in client.get(reverse("moderate_messages")).content
    client.force_login(learner)
    thread = client.get(address("message_learner", course.translation_key)).content
    assert b"Rude" not in thread
    assert b"have removed this message" in thread


def test_moderators_see_only_what_was_reported(client, course, learner):
    message = write_to_team(user=learner, course_key=course.translation_key, text="Private")
    client.force_login(ModeratorFactory())
    assert client.get(reverse("moderate_message", args=[message.pk])).status_code == 404
    report_message(user=course.owner, message_id=message.pk, note="x")
    assert client.get(reverse("moderate_message", args=[message.pk])).status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_lists_take_the_same_queries_for_any_number(client, course, learner, count, django_assert_num_queries):
    key = course.translation_key
    for number in range(count):
        write_to_team(user=learner, course_key=key, text=f"Letter {number}")
    for _number in range(count - 1):
        write_to_team(user=enroll(course=course).user, course_key=key, text="Me too")
    client.force_login(course.owner)
    for name, args, queries in [
        ("messages", [], INBOX),
        ("course_messages", [key], COURSE_INBOX),
        ("message_team", [key, learner.pk], THREAD),
    ]:
        client.get(address(name, *args))
        with django_assert_num_queries(queries):
            client.get(address(name, *args))
    assert Conversation.objects.count() == count
