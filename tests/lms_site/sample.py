"""An event of the tests' own and tasks that react to it; what they did is counted in the database."""

import logging
import os
import signal
from dataclasses import dataclass
from pathlib import Path

from celery import shared_task

from lms_site.cache_versions import bump, stored
from lms_site.events import Event

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Happened(Event):
    """Something has happened to `thing_id`."""

    thing_id: int


@dataclass(frozen=True, kw_only=True)
class Unlisted(Event):
    """Nobody has listed this one."""

    thing_id: int


def effects(name: str, thing_id: int) -> int:
    """How often the reaction `name` has taken effect on that thing."""
    (number,) = stored([f"effect:{name}:{thing_id}"]).values()
    return number


@shared_task
def count(*, thing_id: int) -> None:
    """One effect a run."""
    bump(f"effect:count:{thing_id}")


@shared_task
def count_too(*, thing_id: int) -> None:
    """Another."""
    bump(f"effect:count_too:{thing_id}")


@shared_task
def fail(*, thing_id: int) -> None:
    """Never succeeds."""
    raise RuntimeError(f"cannot react to {thing_id}")


@shared_task
def hang_once(*, thing_id: int) -> None:
    """The first run says who it is and hangs until it is killed; the next takes effect."""
    note = Path(os.environ["SAMPLE_FOLDER"]) / f"hang_once-{thing_id}"
    if not note.exists():
        note.with_suffix(".unfinished").write_text(str(os.getpid()))
        note.with_suffix(".unfinished").rename(note)
        signal.pause()
    bump(f"effect:hang_once:{thing_id}")


@shared_task
def tell(*, thing_id: int) -> None:
    """Says in the log that it ran."""
    logger.info("reacted to %s", thing_id)
