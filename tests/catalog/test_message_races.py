"""Letters by many at once: one conversation, and a flood that is counted."""

import threading

from catalog.errors import MessageFlood
from catalog.models import Conversation, Message
from catalog.services.messages import LEARNER_AN_HOUR, write_to_team
from lms_site.models import OutboxEvent
from tests.factories.catalog import enroll, make_course
from tests.threads import RACES, all_at_once

pytestmark = RACES
AT_ONCE = 8


def almost_a_flood(course, learner):
    for number in range(LEARNER_AN_HOUR - 2):
        write_to_team(user=learner, course_key=course.translation_key, text=f"Letter {number}")


def test_first_letters_at_once_begin_one_conversation():
    course = make_course(lessons=1)
    learner = enroll(course=course).user
    all_at_once(
        lambda number: write_to_team(user=learner, course_key=course.translation_key, text=f"{number}"), range(AT_ONCE)
    )
    conversation = Conversation.objects.get()
    assert Message.objects.count() == AT_ONCE
    assert conversation.last_message_id == max(Message.objects.values_list("pk", flat=True))
    assert OutboxEvent.objects.filter(name="catalog.events.MessageSent").count() == AT_ONCE


def test_letters_at_once_do_not_pass_the_limit():
    course = make_course(lessons=1)
    learner = enroll(course=course).user
    almost_a_flood(course, learner)
    results = all_at_once(
        lambda number: write_to_team(user=learner, course_key=course.translation_key, text=f"{number}"), range(AT_ONCE)
    )
    assert sum(isinstance(result, MessageFlood) for result in results) == AT_ONCE - 2
    assert Message.objects.count() == LEARNER_AN_HOUR


def test_control_limit_without_a_lock_is_passed():
    course = make_course(lessons=1)
    learner = enroll(course=course).user
    almost_a_flood(course, learner)
    conversation = Conversation.objects.get()
    looked = threading.Barrier(AT_ONCE)

    def naive(number):
        count = Message.objects.filter(author=learner).count()
        looked.wait(timeout=30)
        if count < LEARNER_AN_HOUR:
            Message.objects.create(conversation=conversation, author=learner, text=f"{number}")

    all_at_once(naive, range(AT_ONCE))
    assert Message.objects.count() > LEARNER_AN_HOUR
