"""Zoom as far as we use it: tokens, meetings of one user, registrants, signed notices."""

import base64
import hashlib
import hmac
import itertools
import json
import re
import threading
import time
from collections.abc import Callable
from typing import Any

from tests.stripe_fake.faults import Faults

from .serving import Asked, Refused

ACCOUNT, CLIENT, SECRET, WEBHOOK_SECRET = "acc", "cli", "sec", "hook-secret"
NEEDED = {"topic", "type", "start_time", "duration", "timezone", "agenda", "settings"}
START_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NO_MEETING = {"code": 3001, "message": "Meeting does not exist."}


class ZoomFake:
    """`meetings` by number, each with its `registrants` by id; `tokens` are those that are good."""

    def __init__(self) -> None:
        self.url = ""
        self.faults = Faults()
        self.asked: list[Asked] = []
        self.lock = threading.RLock()
        self.meetings: dict[str, dict[str, Any]] = {}
        self.tokens: set[str] = set()
        self.token_seconds = 3600
        self.before_create: Callable[[], None] | None = None
        self._numbers = itertools.count(81234567890)

    def settings(self) -> dict[str, str]:
        """The settings that make the site talk to the fake."""
        return {
            "ZOOM_ACCOUNT_ID": ACCOUNT,
            "ZOOM_CLIENT_ID": CLIENT,
            "ZOOM_CLIENT_SECRET": SECRET,
            "ZOOM_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "ZOOM_API_URL": f"{self.url}/v2",
            "ZOOM_OAUTH_URL": f"{self.url}/oauth/token",
        }

    def calls(self, method: str, ending: str) -> list[Asked]:
        """What was asked there."""
        return [asked for asked in self.asked if asked.method == method and asked.path.endswith(ending)]

    def answer(self, asked: Asked) -> tuple[int, Any]:
        if asked.path == "/oauth/token":
            return self._token(asked)
        if asked.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            raise Refused(401, {"code": 124, "message": "Invalid access token."})
        path = asked.path.removeprefix("/v2")
        if path == "/users/me/meetings":
            return self._create(asked.data) if asked.method == "POST" else self._list()
        number, _slash, rest = path.removeprefix("/meetings/").partition("/")
        meeting = self.meetings.get(number)
        if meeting is None:
            raise Refused(404, NO_MEETING)
        return self._of_meeting(asked, meeting, rest)

    def _of_meeting(self, asked: Asked, meeting: dict[str, Any], rest: str) -> tuple[int, Any]:
        if rest == "batch_registrants":
            return self._register(meeting, asked.data)
        if rest == "registrants/status":
            return self._withdraw(meeting, asked.data)
        if asked.method == "GET":
            return 200, {**meeting, "start_url": f"https://us02web.zoom.us/s/{meeting['id']}?zak={time.time_ns()}"}
        if asked.method == "DELETE":
            del self.meetings[str(meeting["id"])]
            return 204, None
        meeting.update(_checked(asked.data))
        return 204, None

    def _token(self, asked: Asked) -> tuple[int, Any]:
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        wanted = {"grant_type": "account_credentials", "account_id": ACCOUNT}
        if asked.headers.get("Authorization") != f"Basic {expected}" or asked.data != wanted:
            raise Refused(400, {"reason": "Invalid client_id or client_secret", "error": "invalid_client"})
        token = f"token-{len(self.tokens)}-{time.time_ns()}"
        self.tokens.add(token)
        return 200, {"access_token": token, "token_type": "bearer", "expires_in": self.token_seconds}

    def _create(self, data: dict[str, Any]) -> tuple[int, Any]:
        if self.before_create is not None:
            self.before_create()
        number = next(self._numbers)
        meeting = {**_checked(data), "id": number, "join_url": f"https://us02web.zoom.us/j/{number}", "registrants": {}}
        self.meetings[str(number)] = meeting
        return 201, meeting

    def _list(self) -> tuple[int, Any]:
        rows = [{**meeting, "agenda": meeting["agenda"][:250]} for meeting in self.meetings.values()]
        return 200, {"page_size": 300, "next_page_token": "", "meetings": rows}

    def _register(self, meeting: dict[str, Any], data: dict[str, Any]) -> tuple[int, Any]:
        people = data["registrants"]
        if not 1 <= len(people) <= 30 or any(not person["email"] or not person["first_name"] for person in people):
            raise Refused(400, {"code": 300, "message": "Invalid registrants."})
        return 200, {"registrants": [self._place(meeting, person["email"]) for person in people]}

    def _place(self, meeting: dict[str, Any], email: str) -> dict[str, str]:
        """Somebody who is registered already gets the same again."""
        number = hashlib.sha256(f"{meeting['id']} {email}".encode()).hexdigest()[:12]
        address = f"https://us02web.zoom.us/w/{meeting['id']}?tk={number}"
        place = {"email": email, "registrant_id": number, "join_url": address}
        meeting["registrants"][number] = place
        return place

    def _withdraw(self, meeting: dict[str, Any], data: dict[str, Any]) -> tuple[int, Any]:
        if data["action"] != "cancel":
            raise Refused(400, {"code": 300, "message": "Invalid action."})
        for person in data["registrants"]:
            meeting["registrants"].pop(person["id"], None)
        return 204, None


def _checked(data: dict[str, Any]) -> dict[str, Any]:
    if data.keys() < NEEDED or not START_TIME.fullmatch(data["start_time"]) or data["duration"] < 1:
        raise Refused(400, {"code": 300, "message": "Validation Failed."})
    if len(data["topic"]) > 200 or len(data["agenda"]) > 2000 or data["settings"]["approval_type"] != 0:
        raise Refused(400, {"code": 300, "message": "Validation Failed."})
    return data


def notice(name: str, payload: dict[str, Any]) -> bytes:
    """The body of an event as Zoom sends it."""
    return json.dumps({"event": name, "event_ts": time.time_ns() // 1_000_000, "payload": payload}).encode()


def signature(body: bytes, *, age: int = 0, secret: str = WEBHOOK_SECRET) -> dict[str, str]:
    """The headers with which it goes out."""
    timestamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"x-zm-request-timestamp": timestamp, "x-zm-signature": f"v0={digest}"}
