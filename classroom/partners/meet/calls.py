"""Calling Google's calendar as the person for whom the service account may speak."""

import json
import logging
import time
from collections.abc import Mapping
from typing import Any

import jwt
from django.conf import settings

from classroom.partners.base import PartnerError, PartnerRefused, PartnerUnavailable, RoomGone
from classroom.partners.line import Answer, Line
from classroom.partners.reading import Unreadable, mapping, required
from classroom.partners.tokens import forget_token, kept_token

logger = logging.getLogger(__name__)
SCOPE = "https://www.googleapis.com/auth/calendar.events"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
# Google says "forbidden" also when it is asked too often.
TOO_OFTEN = {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"}
LONGEST_WORDS = 300


class CalendarCalls:
    """Each `begin` of the line opens the few seconds in which everything has to be done."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self._owner = f"google {settings.GOOGLE_CALENDAR_SUBJECT} {settings.GOOGLE_SERVICE_ACCOUNT}"

    def ask(self, method: str, path: str, **request: Any) -> Answer:
        """The answer, good or 409; a token that is refused is got anew once. Raises PartnerError and its kinds."""
        answer = self._ask(method, path, request)
        if answer.status == 401:
            forget_token(self._owner)
            answer = self._ask(method, path, request)
        if answer.is_good or answer.status == 409:
            return answer
        raise error_in(answer)

    def _ask(self, method: str, path: str, request: dict[str, Any]) -> Answer:
        headers = {"Authorization": f"Bearer {kept_token(self._owner, self._new_token)}"}
        url = f"{settings.GOOGLE_CALENDAR_URL}/calendars/primary{path}"
        return self.line.ask(method, url, headers=headers, **request)

    def _new_token(self) -> Mapping[str, Any]:
        try:
            account = mapping(json.loads(settings.GOOGLE_SERVICE_ACCOUNT))
            address = required(account, "token_uri")
            assertion = _assertion(account, address)
        except (ValueError, jwt.PyJWTError) as error:
            logger.error("GOOGLE_SERVICE_ACCOUNT cannot be read (%s)", type(error).__name__)
            raise PartnerRefused("GOOGLE_SERVICE_ACCOUNT", failure="keys") from error
        answer = self.line.ask("POST", address, data={"grant_type": GRANT, "assertion": assertion})
        if not answer.is_good:
            logger.error("Google does not accept our keys: %s", answer.data.get("error"))
            raise PartnerRefused(str(answer.data.get("error", ""))[:LONGEST_WORDS], failure="keys")
        return answer.data


def _assertion(account: Mapping[str, Any], address: str) -> str:
    """What the service account signs: that it speaks for the person, for an hour."""
    now = int(time.time())
    claims = {
        "iss": required(account, "client_email"),
        "sub": settings.GOOGLE_CALENDAR_SUBJECT,
        "scope": SCOPE,
        "aud": address,
        "iat": now,
        "exp": now + 3600,
    }
    key = required(account, "private_key", 10_000)
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": required(account, "private_key_id")})


def error_in(answer: Answer) -> PartnerError:
    """What an answer that is not good means."""
    try:
        error = mapping(answer.data.get("error"))
    except Unreadable:
        error = {}
    words = str(error.get("message") or answer.status)[:LONGEST_WORDS]
    if answer.status in (404, 410):
        return RoomGone(words)
    if answer.status == 403 and TOO_OFTEN & reasons_in(error):
        return PartnerUnavailable(words, failure="busy", wait=60)
    if answer.status in (401, 403):
        logger.error("Google does not let us: %s", words)
        return PartnerRefused(words, failure="keys")
    return PartnerRefused(words)


def reasons_in(error: Mapping[str, Any]) -> set[str]:
    """Google's words for why."""
    rows = error.get("errors")
    return {str(row.get("reason")) for row in rows if isinstance(row, Mapping)} if isinstance(rows, list) else set()
