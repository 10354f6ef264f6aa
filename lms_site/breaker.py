"""A circuit breaker: after a failure the broken part is left alone for a few seconds."""

import time


class Breaker:
    """Remembers, for this process, that a part did not answer, so that not every request waits for it.

    While open, `allows()` is False; once `seconds` have passed it lets one caller through to try and
    holds the others back for as long again. Times are monotonic seconds.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the part has failed and has not answered since."""
        return self._open_until > 0

    def allows(self) -> bool:
        """Whether to try the part now; claims the one trial of an open breaker."""
        if not self._open_until:
            return True
        now = time.monotonic()
        if now < self._open_until:
            return False
        self._open_until = now + self.seconds
        return True

    def failed(self) -> None:
        """The part did not answer: leave it alone for `seconds`."""
        self._open_until = time.monotonic() + self.seconds

    def worked(self) -> None:
        """The part answered."""
        self._open_until = 0.0
