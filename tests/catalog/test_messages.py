"""Letters between learners and instructors: who may write, how much, what is unread, who is told."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from catalog.errors import MessageFlood, NoConversation, NotALearner, NotEnrolled, NotOnTeam, TextMissing, TextTooLong
from catalog.models import Conversation, Message, MessageReport
from catalog.queries.messages import conversations_of
from catalog.services.enrollment import leave
from catalog.services.message_notices import decide_on_message, tell_other_side
from catalog.services.messages import LEARNER_AN_HOUR, mark_read, report_message, write_to_learner, write_to_team
from lms_site.models import OutgoingMail
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, make_course
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    course = make_course(lessons=1, title="Batik")
    return SimpleNamespace(course=course, learner=enroll(course=course).user)


course, learner = own("course"), own("learner")


def ask(course, learner, text="How hot is the wax?", **more):
    return write_to_team(user=learner, course_key=course.translation_key, text=text, **more)


def reply(course, learner, text="Seventy degrees.", user=None, **more):
    return write_to_learner(
        user=user or course.owner, course_key=course.translation_key, learner_id=learner.pk, text=text, **more
    )


def unread(user):
    return [row.is_unread for row in conversations_of(user, None).rows]


def test_conversation_goes_both_ways_and_knows_what_is_unread(course, learner):
    ask(course, learner)
    assert (unread(learner), unread(course.owner)) == ([False], [True])
    reply(course, learner)
    assert (unread(learner), unread(course.owner)) == ([True], [False])
    conversation = Conversation.objects.get()
    for _time in range(2):
        mark_read(conversation, by_team=False)
    assert unread(learner) == [False]
    assert Message.objects.count() == 2


def test_only_learners_begin_and_instructors_with_their_learners(course, learner):
    for person in (UserFactory(), InstructorFactory()):
        with pytest.raises(NotEnrolled):
            ask(course, person)
        with pytest.raises(NotOnTeam):
            reply(course, learner, user=person)
    for stranger in (UserFactory(), course.owner):
        with pytest.raises(NotALearner):
            reply(course, stranger)
    with pytest.raises(NotOnTeam):
        reply(course, learner, user=ModeratorFactory())
    assert reply(course, learner).is_from_team
    assert Conversation.objects.count() == 1


def test_who_left_writes_no_more_but_may_be_answered(course, learner):
    ask(course, learner)
    leave(user=learner, course_key=course.translation_key)
    with pytest.raises(NotEnrolled):
        ask(course, learner)
    reply(course, learner)


def test_flood_is_refused_and_ends_with_the_hour(course, learner):
    now = timezone.now()
    for number in range(LEARNER_AN_HOUR):
        ask(course, learner, text=f"Letter {number}", now=now)
    other = make_course(lessons=1)
    enroll(learner, other)
    for somewhere in (course, other):
        with pytest.raises(MessageFlood):
            ask(somewhere, learner, now=now + timedelta(minutes=59))
    ask(course, learner, now=now + timedelta(minutes=61))
    assert Message.objects.count() == LEARNER_AN_HOUR + 1


@pytest.mark.parametrize(("text", "error"), [(" \n\x00", TextMissing), ("a" * 4001, TextTooLong)])
def test_text_must_be_there_and_end(course, learner, text, error):
    with pytest.raises(error):
        ask(course, learner, text=text)
    assert not Conversation.objects.exists()


def test_other_side_is_mailed_at_most_once_an_hour(course, learner, django_capture_on_commit_callbacks):
    colleague = InstructorFactory()
    course.team.group.user_set.add(colleague)
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        first = ask(course, learner, text="Secret words", now=now)
        ask(course, learner, now=now)
    tell_other_side(first.pk, now=now)
    assert {sent.to[0] for sent in mail.outbox} == {course.owner.email, colleague.email}
    assert len(mail.outbox) == 2
    assert "Secret words" not in mail.outbox[0].body
    later = ask(course, learner, now=now + timedelta(minutes=61))
    tell_other_side(later.pk, now=now + timedelta(minutes=61))
    assert OutgoingMail.objects.filter(key__startswith=f"message:{later.pk}:").count() == 2


def test_what_is_read_already_is_not_mailed(course, learner):
    message = reply(course, learner)
    mark_read(Conversation.objects.get(), by_team=False)
    tell_other_side(message.pk)
    assert not OutgoingMail.objects.filter(key__startswith="message:").exists()
    tell_other_side(0)


def test_each_side_reports_the_other_once(course, learner):
    theirs, ours = ask(course, learner), reply(course, learner)
    for person in (UserFactory(), InstructorFactory(), ModeratorFactory(), learner):
        with pytest.raises(NoConversation):
            report_message(user=person, message_id=theirs.pk, note="x")
    with pytest.raises(NoConversation):
        report_message(user=course.owner, message_id=ours.pk, note="x")
    with pytest.raises(NoConversation):
        report_message(user=learner, message_id=0, note="x")
    for _time in range(2):
        report_message(user=learner, message_id=ours.pk, note="Rude")
        report_message(user=course.owner, message_id=theirs.pk, note="Rude")
    assert MessageReport.objects.count() == 2


def test_moderators_alone_remove_a_letter(course, learner):
    message = reply(course, learner)
    report_message(user=learner, message_id=message.pk, note="Rude")
    for person in (learner, course.owner):
        with pytest.raises(PermissionDenied):
            decide_on_message(moderator=person, message_id=message.pk, remove=True)
    moderator = ModeratorFactory()
    for _time in range(2):
        decide_on_message(moderator=moderator, message_id=message.pk, remove=True)
    message.refresh_from_db()
    assert message.removed_at
    assert not MessageReport.objects.filter(is_open=True).exists()
    with pytest.raises(NoConversation):
        decide_on_message(moderator=moderator, message_id=0, remove=False)
