"""Finding out whether a link to another site still works."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from catalog.models import ExternalLink

from .asking import Answer, NoAnswer, ask
from .outlet import NoAddress, NotPublic, Outlet

State = ExternalLink.State
MAX_HOPS = 5
PAUSE_SECONDS = 1.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
# The page is there, but not for programs: nothing that an author could put right.
NOT_FOR_PROGRAMS = frozenset({401, 403, 405, 406, 407, 429, 451, 999})


@dataclass(frozen=True)
class Verdict:
    """How a link answered. `is_failure` counts toward "broken" when it comes back night after night."""

    state: State
    status: int | None = None
    reason: str = ""
    is_failure: bool = False
    wait: int = 0


@dataclass
class Visitor:
    """Asks politely: one request at a time, with a pause between two to the same host."""

    outlet: Outlet = field(default_factory=Outlet)
    pause: Callable[[float], None] = time.sleep
    _last_host: str = ""

    def ask(self, method: str, url: str) -> Answer:
        host = urlsplit(url).hostname or ""
        if host == self._last_host:
            self.pause(PAUSE_SECONDS)
        self._last_host = host
        return ask(method, url, self.outlet)

    def head_or_get(self, url: str) -> Answer:
        """HEAD; where it fails or is refused, GET, as some sites know no other way."""
        try:
            answer = self.ask("HEAD", url)
        except (NoAnswer, ConnectionResetError):
            return self.ask("GET", url)
        return self.ask("GET", url) if answer.status >= 400 and answer.status != 429 else answer


def probe(url: str, visitor: Visitor) -> Verdict:
    """Follow `url` to its end; every hop is judged like the first one. Never raises for what the other side does."""
    try:
        for _hop in range(MAX_HOPS + 1):
            answer = visitor.head_or_get(url)
            if answer.status not in REDIRECTS:
                return _verdict(answer)
            if not answer.location:
                return Verdict(State.DEAD, answer.status, "redirects to nowhere")
            url = answer.location
    except NotPublic as error:
        return Verdict(State.PRIVATE, reason=str(error)[:100])
    except NoAddress:
        return Verdict(State.UNCLEAR, reason="name not found", is_failure=True)
    except ssl.SSLError as error:
        return Verdict(State.UNCLEAR, reason=f"certificate: {error.reason or ''}"[:100], is_failure=True)
    except (OSError, NoAnswer) as error:
        return Verdict(State.UNCLEAR, reason=type(error).__name__, is_failure=True)
    return Verdict(State.DEAD, reason="too many redirects")


def _verdict(answer: Answer) -> Verdict:
    if answer.status < 400:
        return Verdict(State.FINE, answer.status)
    if answer.status in GONE:
        return Verdict(State.DEAD, answer.status)
    if answer.status in NOT_FOR_PROGRAMS:
        return Verdict(State.UNCLEAR, answer.status, wait=answer.wait)
    return Verdict(State.UNCLEAR, answer.status, is_failure=True, wait=answer.wait)
