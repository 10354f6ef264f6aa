"""Google as far as we use it: tokens for a signed assertion, events of one calendar with their conferences."""

import json
import re
import threading
import time
from functools import lru_cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.stripe_fake.faults import Faults

from .serving import Asked, Refused

SUBJECT, ACCOUNT = "calendar@school.example", "lms@project.iam.gserviceaccount.com"
EVENT_ID = re.compile(r"[a-v0-9]{5,1024}")


@lru_cache(maxsize=1)
def key_pair() -> tuple[str, Any]:
    """A private key as Google writes it into the file, and its public half."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return pem.decode(), key.public_key()


class GoogleFake:
    """`events` by id, those that were deleted with the status `cancelled`."""

    def __init__(self) -> None:
        self.url = ""
        self.faults = Faults()
        self.asked: list[Asked] = []
        self.lock = threading.RLock()
        self.events: dict[str, dict[str, Any]] = {}
        self.tokens: set[str] = set()
        self.is_slow_with_conferences = False

    def settings(self) -> dict[str, str]:
        """The settings that make the site talk to the fake."""
        account = {
            "type": "service_account",
            "private_key_id": "k1",
            "private_key": key_pair()[0],
            "client_email": ACCOUNT,
            "token_uri": f"{self.url}/token",
        }
        return {
            "GOOGLE_SERVICE_ACCOUNT": json.dumps(account),
            "GOOGLE_CALENDAR_SUBJECT": SUBJECT,
            "GOOGLE_CALENDAR_URL": f"{self.url}/calendar/v3",
        }

    def answer(self, asked: Asked) -> tuple[int, Any]:
        if asked.path == "/token":
            return self._token(asked.data)
        if asked.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            raise Refused(401, {"error": {"code": 401, "message": "Invalid Credentials"}})
        rest = asked.path.removeprefix("/calendar/v3/calendars/primary/events")
        if asked.query.get("sendUpdates") != "none":
            raise Refused(400, {"error": {"code": 400, "message": "Somebody would get mail."}})
        if asked.method == "POST":
            return self._create(asked)
        return self._of_event(asked, rest.removeprefix("/"))

    def _of_event(self, asked: Asked, event_id: str) -> tuple[int, Any]:
        event = self.events.get(event_id)
        if event is None:
            raise Refused(404, {"error": {"code": 404, "message": "Not Found"}})
        if asked.method == "DELETE":
            if event["status"] == "cancelled":
                raise Refused(410, {"error": {"code": 410, "message": "Resource has been deleted"}})
            event["status"] = "cancelled"
            return 204, None
        event.update(asked.data)
        return 200, self._shown(event, asked)

    def _token(self, data: dict[str, Any]) -> tuple[int, Any]:
        try:
            claims = jwt.decode(data["assertion"], key_pair()[1], algorithms=["RS256"], audience=f"{self.url}/token")
        except jwt.PyJWTError as error:
            raise Refused(400, {"error": "invalid_grant", "error_description": str(error)}) from error
        is_right = claims["iss"] == ACCOUNT and claims["sub"] == SUBJECT and claims["exp"] - claims["iat"] <= 3600
        if not is_right or data["grant_type"] != "urn:ietf:params:oauth:grant-type:jwt-bearer":
            raise Refused(401, {"error": "unauthorized_client"})
        token = f"ya29.{time.time_ns()}"
        self.tokens.add(token)
        return 200, {"access_token": token, "expires_in": 3599, "token_type": "Bearer"}

    def _create(self, asked: Asked) -> tuple[int, Any]:
        event = asked.data
        if not EVENT_ID.fullmatch(event["id"]) or not event["start"]["dateTime"] or not event["end"]["timeZone"]:
            raise Refused(400, {"error": {"code": 400, "message": "Invalid"}})
        if event["id"] in self.events:
            raise Refused(409, {"error": {"code": 409, "message": "The requested identifier already exists."}})
        self.events[event["id"]] = {**event, "status": "confirmed"}
        return 200, self._shown(self.events[event["id"]], asked)

    def _shown(self, event: dict[str, Any], asked: Asked) -> dict[str, Any]:
        has_conference = "conferenceData" in event and asked.query.get("conferenceDataVersion") == "1"
        if not has_conference or self.is_slow_with_conferences:
            return event
        return {**event, "hangoutLink": f"https://meet.google.com/{event['id'][:10]}"}
