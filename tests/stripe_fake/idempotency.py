"""Idempotency keys as Stripe has them: one key, one effect, one answer."""

from collections.abc import Callable
from threading import Lock

from .problems import Problem

Answer = tuple[int, dict]


class KeptAnswers:
    """Answers by key. Refusals before the work began are not kept; those after it are, errors included."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, tuple[object, Answer | None]] = {}

    def once(self, key: str, asked: object, work: Callable[[], Answer]) -> tuple[Answer, bool]:
        """The answer to `asked`, and whether it is one from before."""
        if not key:
            return work(), False
        if len(key) > 255:
            raise Problem(400, "invalid_request_error", "Idempotency keys have 255 characters at most.")
        with self._lock:
            if key in self._kept:
                return self._known(key, asked), True
            self._kept[key] = (asked, None)
        try:
            answer = work()
        except Problem as problem:
            if not problem.is_kept:
                self._forget(key)
                raise
            answer = (problem.status, problem.body)
        except BaseException:
            self._forget(key)
            raise
        with self._lock:
            self._kept[key] = (asked, answer)
        return answer, False

    def _known(self, key: str, asked: object) -> Answer:
        before, answer = self._kept[key]
        if before != asked:
            message = (
                "Keys for idempotent requests can only be used with the same parameters they were first used with."
            )
            raise Problem(400, "idempotency_error", message)
        if answer is None:
            message = "There is currently another in-progress request using this Idempotent Key."
            raise Problem(409, "idempotency_error", message, code="idempotency_key_in_use")
        return answer

    def _forget(self, key: str) -> None:
        with self._lock:
            self._kept.pop(key, None)
