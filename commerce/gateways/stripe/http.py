"""The way to Stripe: few seconds, however the other end behaves."""

import time
from collections.abc import Mapping

import requests
import stripe
import urllib3

LARGEST_ANSWER = 20 * 1024**2
CHUNK = 64 * 1024
# Of the SDK before its second and last retry, in seconds.
LONGEST_PAUSE = 1.0


class BoundedClient(stripe.HTTPClient):
    """Speaks HTTP for the SDK; from `begin` on, all requests together take `total_seconds` at most.

    The SDK's own timeout begins anew with every byte and every retry. One thread at a time.
    """

    name = "requests"

    def __init__(self, *, connect_seconds: float, total_seconds: float) -> None:
        super().__init__()
        self._connect_seconds = connect_seconds
        self._total_seconds = total_seconds
        self._ends = 0.0
        self._session = requests.Session()

    def begin(self) -> None:
        """The time counts from now."""
        self._ends = time.monotonic() + self._total_seconds

    def request(self, method: str, url: str, headers: Mapping[str, str] | None, post_data=None, *, _usage=None):
        """Body, status and headers of the answer; APIConnectionError where none came in time."""
        left = self._left()
        try:
            with self._session.request(
                method,
                url,
                headers=headers,
                data=post_data,
                timeout=(min(self._connect_seconds, left), left),
                stream=True,
                allow_redirects=False,
            ) as answer:
                return self._read(answer), answer.status_code, answer.headers
        except requests.exceptions.SSLError as error:
            raise stripe.APIConnectionError(str(error), should_retry=False) from error
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise stripe.APIConnectionError(str(error), should_retry=self._can_wait()) from error

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()

    def _can_wait(self) -> bool:
        """Whether there is time for the SDK's pause, and for another try after it."""
        return self._ends - time.monotonic() > LONGEST_PAUSE

    def _left(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise stripe.APIConnectionError("Out of time", should_retry=False)
        return left

    def _read(self, answer: requests.Response) -> bytes:
        body = b""
        while piece := answer.raw.read1(CHUNK, decode_content=True):
            body += piece
            self._left()
            if len(body) > LARGEST_ANSWER:
                raise stripe.APIConnectionError("Answer too large", should_retry=False)
        return body
