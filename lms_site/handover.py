"""Handing work to Celery so that a dead broker costs nobody an error and few people any time.

What could not be handed over is not lost: the outbox and the mail table are swept periodically.
"""

import logging
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from lms_site.breaker import Breaker

logger = logging.getLogger(__name__)
BROKER_AWAY = (OperationalError, RedisConnectionError, RedisTimeoutError, ConnectionError, TimeoutError)
broker = Breaker(seconds=10)


def hand_over(task: str, *args: object) -> bool:
    """Give the task (dotted path) to the broker, or run it here when there is none.

    Returns False when the broker does not answer; errors other than that are raised.
    """
    if settings.CELERY_TASK_ALWAYS_EAGER:
        import_string(task).apply(args=args)
        return True
    if not broker.allows():
        return False
    try:
        import_string(task).apply_async(args=args, retry=False)
    except BROKER_AWAY as error:
        broker.failed()
        logger.warning("The broker does not answer; %s waits for the sweep: %s", task, error)
        return False
    broker.worked()
    return True


def after_commit(task: str, *args: object) -> None:
    """Hand the task over once the current transaction has been committed."""
    transaction.on_commit(partial(hand_over, task, *args))
