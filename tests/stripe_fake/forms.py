"""Bodies and queries as Stripe reads them: form-encoded, nested by brackets, unknown names refused."""

import re
from typing import Any
from urllib.parse import parse_qsl

from .problems import invalid

NAME = re.compile(r"^([a-z_0-9]+)((?:\[[a-zA-Z_0-9]*\])*)$")
WHOLE = re.compile(r"^-?\d{1,18}$")


def decode(encoded: str) -> dict[str, Any]:
    """`created[gte]=1&expand[0]=x` as {"created": {"gte": "1"}, "expand": {"0": "x"}}."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True):
        match = NAME.match(name)
        if match is None:
            raise invalid(f"Invalid parameter name: {name}", param=name)
        path = [match[1], *re.findall(r"\[([^\]]*)\]", match[2])]
        place = found
        for part in path[:-1]:
            place = place.setdefault(part, {})
        place[path[-1]] = value
    return found


def check(params: dict[str, Any], spec: dict[str, str]) -> dict[str, Any]:
    """`params` with the types that `spec` names; a name that ends in ! must be there."""
    wanted = {name.rstrip("!"): kind for name, kind in spec.items()}
    for name in params:
        if name not in wanted:
            raise invalid(f"Received unknown parameter: {name}", code="parameter_unknown", param=name)
    for name in spec:
        if name.endswith("!") and not params.get(name[:-1]):
            raise invalid(f"Missing required param: {name[:-1]}.", code="parameter_missing", param=name[:-1])
    return {name: READERS[wanted[name]](name, value) for name, value in params.items()}


def _whole(name: str, value: Any) -> int:
    if not isinstance(value, str) or not WHOLE.match(value):
        raise invalid(f"Invalid integer: {value}", code="parameter_invalid_integer", param=name)
    return int(value)


def _amount(name: str, value: Any) -> int:
    amount = _whole(name, value)
    if amount < 1:
        raise invalid("This value must be greater than or equal to 1.", code="parameter_invalid_integer", param=name)
    if amount > 99_999_999:
        raise invalid("Amount must be no more than 99999999", code="amount_too_large", param=name)
    return amount


def _currency(name: str, value: Any) -> str:
    if value not in ("usd", "eur", "idr"):
        raise invalid(f"Invalid currency: {value}.", param=name)
    return value


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise invalid(f"Invalid string: {value}", param=name)
    if not value:
        raise invalid(f"You passed an empty string for '{name}'.", code="parameter_invalid_empty", param=name)
    if len(value) > 5000:
        raise invalid("Invalid string: longer than 5000 characters", param=name)
    return value


def _metadata(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise invalid("Invalid object", param=name)
    for key, held in value.items():
        if len(key) > 40 or not isinstance(held, str) or len(held) > 500:
            raise invalid("Metadata keys have 40 characters at most, values 500.", param=f"{name}[{key}]")
    return value


def _moments(name: str, value: Any) -> dict[str, int]:
    if not isinstance(value, dict) or not set(value) <= {"gt", "gte", "lt", "lte"}:
        raise invalid("Invalid range", param=name)
    return {bound: _whole(f"{name}[{bound}]", moment) for bound, moment in value.items()}


def _names(name: str, value: Any) -> list[str]:
    if not isinstance(value, dict):
        raise invalid("Invalid array", param=name)
    return list(value.values())


def _ways(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not set(value) <= {"enabled", "allow_redirects"} or "enabled" not in value:
        raise invalid("Invalid object", param=name)
    return {**value, "enabled": value["enabled"] == "true"}


READERS = {
    "amount": _amount,
    "currency": _currency,
    "metadata": _metadata,
    "moments": _moments,
    "names": _names,
    "text": _text,
    "ways": _ways,
    "whole": _whole,
}
