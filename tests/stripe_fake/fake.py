"""The fake as a test holds it: the server, what it remembers, and the levers."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from typing import Any

from . import payments, refunds, rows
from .delivery import Delivery
from .faults import Faults
from .idempotency import KeptAnswers
from .rows import Row
from .store import Store

SECRET_KEY = "sk_test_fake"
PUBLISHABLE_KEY = "pk_test_fake"
WEBHOOK_SECRET = "whsec_fake"


@dataclass(frozen=True)
class Asked:
    """One request that came, whatever became of it."""

    method: str
    path: str
    params: dict[str, Any]
    idempotency_key: str
    version: str


class StripeFake:
    """`asked` are the requests so far; `delivery` has the events, `faults` what shall go wrong."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[Asked] = []
        self.faults = Faults()
        self.kept = KeptAnswers()
        self.delivery = Delivery(WEBHOOK_SECRET)
        self.store = Store(self.delivery.take)
        self.lock = threading.RLock()

    def posts(self, path: str) -> list[Asked]:
        """The requests that were to change something there."""
        return [asked for asked in self.asked if (asked.method, asked.path) == ("POST", path)]

    def pay(self, provider_id: str, method: str = "pm_card_visa") -> Row:
        """The buyer pays with a test card; Problem where it is declined."""
        with self.lock:
            payment = self.store.intent(provider_id)
            payments.confirm(self.store, payment, method)
            return payment

    def authenticate(self, provider_id: str, *, succeeds: bool = True) -> Row:
        """The buyer answers the bank's question (3-D Secure)."""
        with self.lock:
            return payments.authenticate(self.store, self.store.intent(provider_id), succeeds=succeeds)

    def arrive(self, provider_id: str) -> Row:
        """Money that was in process arrives."""
        with self.lock:
            return payments.succeed(self.store, self.store.intent(provider_id))

    def bounce(self, provider_id: str) -> Row:
        """Money that was in process does not arrive."""
        with self.lock:
            return payments.fail(self.store, self.store.intent(provider_id), code="payment_method_provider_decline")

    def settle_refund(self, refund_id: str) -> None:
        """A pending refund arrives."""
        with self.lock:
            refunds.settle(self.store, self.store.refund(refund_id))

    def fail_refund(self, refund_id: str) -> None:
        """A refund comes back."""
        with self.lock:
            refunds.fail(self.store, self.store.refund(refund_id))

    def refund_by_hand(self, provider_id: str, **given: Any) -> Row:
        """Somebody refunds in Stripe's dashboard: without our key."""
        with self.lock:
            return refunds.refund(self.store, self.store.intent(provider_id), given)

    def foreign_payment(self, *, amount: int = 5000, created: int | None = None, **given: Any) -> Row:
        """A payment that was not made by the shop."""
        with self.lock:
            payment = rows.intent(created or self.store.now(), amount=amount, **given)
            self.store.intents[payment["id"]] = payment
            return payment


@contextmanager
def stripe_fake() -> Iterator[StripeFake]:
    """The fake, running on a free port."""
    from .server import handler_of

    fake = StripeFake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(fake))
    server.daemon_threads = False
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield fake
    finally:
        fake.faults.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def settings_for(fake: StripeFake) -> dict[str, str]:
    """The settings that make the shop talk to the fake."""
    return {
        "STRIPE_SECRET_KEY": SECRET_KEY,
        "STRIPE_PUBLISHABLE_KEY": PUBLISHABLE_KEY,
        "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "STRIPE_API_BASE": fake.url,
    }
