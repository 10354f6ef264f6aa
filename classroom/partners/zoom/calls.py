"""Calling Zoom's API with a token of a server-to-server app."""

import logging
from typing import Any

from django.conf import settings

from classroom.partners.base import PartnerError, PartnerRefused, PartnerUnavailable, RoomGone
from classroom.partners.line import Answer, Line
from classroom.partners.tokens import forget_token, kept_token

logger = logging.getLogger(__name__)
# Zoom's number for a token that lacks a right.
NO_SCOPE = 4711
LONGEST_WORDS = 300


class ZoomCalls:
    """Each `begin` opens the few seconds in which everything has to be done."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self._owner = f"zoom {settings.ZOOM_ACCOUNT_ID} {settings.ZOOM_CLIENT_ID} {settings.ZOOM_CLIENT_SECRET}"

    def ask(self, method: str, path: str, **request: Any) -> Answer:
        """A good answer; a token that is refused is got anew once. Raises PartnerError and its kinds."""
        answer = self._ask(method, path, request)
        if answer.status == 401:
            forget_token(self._owner)
            answer = self._ask(method, path, request)
        if not answer.is_good:
            raise error_in(answer)
        return answer

    def _ask(self, method: str, path: str, request: dict[str, Any]) -> Answer:
        token = kept_token(self._owner, self._new_token)
        headers = {"Authorization": f"Bearer {token}"}
        return self.line.ask(method, f"{settings.ZOOM_API_URL}{path}", headers=headers, **request)

    def _new_token(self):
        answer = self.line.ask(
            "POST",
            settings.ZOOM_OAUTH_URL,
            data={"grant_type": "account_credentials", "account_id": settings.ZOOM_ACCOUNT_ID},
            auth=(settings.ZOOM_CLIENT_ID, settings.ZOOM_CLIENT_SECRET),
        )
        if not answer.is_good:
            logger.error("Zoom does not accept our keys (%s)", answer.status)
            raise PartnerRefused(words_in(answer), failure="keys")
        return answer.data


def error_in(answer: Answer) -> PartnerError:
    """What an answer that is not good means."""
    code = answer.data.get("code")
    if answer.status == 404:
        return RoomGone(words_in(answer))
    if answer.status in (401, 403) or code == NO_SCOPE:
        logger.error("Zoom does not let us: %s %s", answer.status, words_in(answer))
        return PartnerRefused(words_in(answer), failure="keys")
    if answer.status == 408:
        return PartnerUnavailable("408")
    return PartnerRefused(words_in(answer))


def words_in(answer: Answer) -> str:
    """Zoom's own words."""
    words = answer.data.get("message") or answer.data.get("reason")
    return words[:LONGEST_WORDS] if isinstance(words, str) else str(answer.status)
