"""Refusals in Stripe's form."""

from typing import Any


class Problem(Exception):
    """An answer that is an error. `is_kept` says whether an idempotency key repeats it: not before the work began."""

    def __init__(
        self,
        status: int,
        kind: str,
        message: str,
        *,
        code: str = "",
        param: str = "",
        is_kept: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.is_kept = is_kept
        named = {"code": code, "param": param}
        self.body = {"error": {"type": kind, "message": message, **{k: v for k, v in named.items() if v}, **more}}


def invalid(message: str, *, code: str = "", param: str = "", is_kept: bool = False, status: int = 400) -> Problem:
    """A request that makes no sense, or comes at the wrong time."""
    return Problem(status, "invalid_request_error", message, code=code, param=param, is_kept=is_kept)


def missing(kind: str, row_id: str, param: str = "id") -> Problem:
    """There is no such row."""
    return invalid(f"No such {kind}: '{row_id}'", code="resource_missing", param=param, status=404)
