"""Events on their way to the shop: signed, and delivered when and as often as the test says."""

import copy
import json
import time
import urllib.error
import urllib.request
from threading import Lock

import stripe

from . import rows
from .rows import Row


class Delivery:
    """Events wait here until `deliver`. What is not answered by 2xx stays and goes again with the next `deliver`."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.address = ""
        self.waiting: list[Row] = []
        self.sent: list[Row] = []
        self._lock = Lock()

    def take(self, event: Row) -> None:
        """A new event."""
        with self._lock:
            self.waiting.append(event)

    def named(self, name: str) -> Row:
        """The newest waiting event of that type."""
        return next(event for event in reversed(self.waiting) if event["type"] == name)

    def drop(self, *names: str) -> None:
        """The events of these types, or all of them, never arrive."""
        with self._lock:
            self.waiting = [event for event in self.waiting if names and event["type"] not in names]

    def only(self, *names: str) -> None:
        """Nothing but these types arrives."""
        with self._lock:
            self.waiting = [event for event in self.waiting if event["type"] in names]

    def reorder(self, *names: str) -> None:
        """The waiting events in this order of their types, or backwards; types that are not named go last."""
        with self._lock:
            if not names:
                self.waiting.reverse()
            places = {name: place for place, name in enumerate(names)}
            self.waiting.sort(key=lambda event: places.get(event["type"], len(places)))

    def tell_twice(self, name: str) -> Row:
        """The same fact once more, as another event with an id of its own."""
        again = {**copy.deepcopy(self.named(name)), "id": rows.new_id("evt")}
        self.take(again)
        return again

    def signed(self, event: Row, *, age: int = 0, secret: str = "") -> tuple[bytes, dict[str, str]]:
        """The body and headers with which an event goes out; `age` seconds ago, by another secret if so."""
        body = json.dumps(event, indent=2)
        made_at = int(time.time()) - age
        header = stripe.WebhookSignature.generate_signature_header(body, secret or self.secret, timestamp=made_at)
        return body.encode(), {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": header}

    def deliver(self, *, copies: int = 1, address: str = "") -> list[int]:
        """Send what waits, in its order, each `copies` times; the statuses of all answers (0: none)."""
        with self._lock:
            going, self.waiting = self.waiting, []
        statuses = []
        for event in going:
            answers = [self._post(event, address or self.address) for _ in range(copies)]
            statuses += answers
            if any(200 <= status < 300 for status in answers):
                self.sent.append(event)
            else:
                self.take(event)
        return statuses

    def _post(self, event: Row, address: str) -> int:
        body, headers = self.signed(event)
        request = urllib.request.Request(address, body, headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0
