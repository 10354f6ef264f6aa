"""The way to a partner: few seconds, however the other end behaves, and no answer is believed unread."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
import urllib3

from .base import CONNECT_SECONDS, TOTAL_SECONDS, PartnerUnavailable

LARGEST_ANSWER = 5 * 1024**2
CHUNK = 64 * 1024
# A partner that asks us to wait is believed so far, in seconds.
LONGEST_WAIT = 6 * 3600


@dataclass(frozen=True)
class Answer:
    """Status and what the body says; a body that is no JSON object is an empty one."""

    status: int
    data: Mapping[str, Any]

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300


class Line:
    """From `begin` on, all requests together take `total_seconds` at most."""

    def __init__(self, *, connect_seconds: float = CONNECT_SECONDS, total_seconds: float = TOTAL_SECONDS) -> None:
        self._connect_seconds = connect_seconds
        self._total_seconds = total_seconds
        self.begin()

    def begin(self) -> None:
        """The time counts from now."""
        self._ends = time.monotonic() + self._total_seconds

    def ask(self, method: str, url: str, **request: Any) -> Answer:
        """The answer, whatever its status below 500.

        Raises PartnerUnavailable where none comes in time, for 429 and 5xx, and for a good status with nonsense in it.
        """
        try:
            with requests.request(
                method,
                url,
                timeout=(min(self._connect_seconds, self._left()), self._left()),
                stream=True,
                allow_redirects=False,
                **request,
            ) as response:
                body = self._read(response)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise PartnerUnavailable(type(error).__name__) from error
        return _answer(response, body)

    def _left(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise PartnerUnavailable("out of time")
        return left

    def _read(self, response: requests.Response) -> bytes:
        body = b""
        while piece := response.raw.read1(CHUNK, decode_content=True):
            body += piece
            self._left()
            if len(body) > LARGEST_ANSWER:
                raise PartnerUnavailable("answer too large")
        return body


def _answer(response: requests.Response, body: bytes) -> Answer:
    status = response.status_code
    if status == 429:
        raise PartnerUnavailable("429", failure="busy", wait=seconds_in(response.headers.get("Retry-After", "")))
    if status >= 500 or 300 <= status < 400:
        raise PartnerUnavailable(str(status), wait=seconds_in(response.headers.get("Retry-After", "")))
    data = _object_in(body)
    if data is None and status < 300:
        raise PartnerUnavailable("nonsense")
    return Answer(status, data or {})


def _object_in(body: bytes) -> Mapping[str, Any] | None:
    """The JSON object; an empty body counts as an empty one, None for nonsense."""
    if not body.strip():
        return {}
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def seconds_in(retry_after: str) -> float:
    """What Retry-After says, in seconds or as a moment of HTTP or ISO; 0 where it says nothing."""
    if retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 9:
        return min(float(retry_after), LONGEST_WAIT)
    moment = _moment_in(retry_after)
    if moment is None:
        return 0
    return min(max((moment - datetime.now(UTC)).total_seconds(), 0), LONGEST_WAIT)


def _moment_in(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
        except ValueError:
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
