"""Handing over: a dead broker is nobody's error and costs little time."""

import time

import pytest
from kombu.exceptions import EncodeError

from lms_site.celery import app
from lms_site.events import publish
from lms_site.handover import broker, hand_over
from lms_site.models import OutboxEvent
from tests.lms_site.sample import Happened, effects
from tests.services.process import free_port

DELIVER = "lms_site.tasks.deliver"


@pytest.fixture
def with_broker(settings):
    """`with_broker(url)`: tasks go to that broker, as in production."""
    before = app.conf.broker_url, app.conf.task_always_eager

    def use(url: str, *, eager: bool = False) -> None:
        settings.CELERY_TASK_ALWAYS_EAGER = eager
        app.conf.broker_url, app.conf.task_always_eager = url, eager
        app._pool = app.amqp._producer_pool = None

    yield use
    use(before[0], eager=before[1])


def test_task_is_put_into_the_queue(with_broker, redis_of_its_own):
    with_broker(redis_of_its_own.url)

    assert hand_over(DELIVER, 1) is True

    assert redis_of_its_own.client().llen("celery") == 1


@pytest.mark.django_db
def test_publishing_with_the_broker_away_succeeds_and_the_event_waits(with_broker, reactions, committed):
    reactions("count")
    with_broker(f"redis://127.0.0.1:{free_port()}/0")

    with committed():
        publish(Happened(thing_id=7))

    assert OutboxEvent.objects.get().delivered_at is None
    assert effects("count", 7) == 0
    assert broker.is_open


def test_dead_broker_is_asked_once_and_then_left_alone(with_broker):
    with_broker(f"redis://127.0.0.1:{free_port()}/0")

    started = time.monotonic()
    answers = [hand_over(DELIVER, number) for number in range(50)]

    assert answers == [False] * 50
    assert time.monotonic() - started < 3


def test_broker_that_hangs_costs_one_request_a_few_seconds(with_broker, redis_of_its_own):
    with_broker(redis_of_its_own.url)
    hand_over(DELIVER, 1)

    with redis_of_its_own.frozen():
        started = time.monotonic()
        answers = [hand_over(DELIVER, number) for number in range(10)]
        assert time.monotonic() - started < 4

    assert answers == [False] * 10


def test_broker_that_answers_again_is_used_again(with_broker, redis_of_its_own, monkeypatch):
    with_broker(redis_of_its_own.url)
    redis_of_its_own.kill()
    assert hand_over(DELIVER, 1) is False
    redis_of_its_own.start()
    assert hand_over(DELIVER, 2) is False  # it rests for some seconds

    monkeypatch.setattr(broker, "_open_until", time.monotonic())

    assert hand_over(DELIVER, 3) is True
    assert not broker.is_open
    assert redis_of_its_own.client().llen("celery") == 1


def test_mistake_in_the_call_is_not_taken_for_a_dead_broker(with_broker, redis_of_its_own):
    with_broker(redis_of_its_own.url)

    with pytest.raises(EncodeError):
        hand_over(DELIVER, object())
    with pytest.raises(ImportError):
        hand_over("lms_site.tasks.no_such_task")

    assert not broker.is_open
