"""What is found while blocks are read that a program has sent: mistakes by place, and chosen things."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Chosen:
    """A thing that a sent body names: where, of which kind, its key."""

    place: str
    model: type[Model]
    key: int


@dataclass
class Reading:
    """What was found on the way: sentences by place (`body.3.value.text`), and the things that were chosen."""

    mistakes: dict[str, list[str]] = field(default_factory=dict)
    chosen: list[Chosen] = field(default_factory=list)

    def refuse(self, place: str, sentence: str) -> None:
        self.mistakes.setdefault(place, []).append(sentence)


def read_text(value: Any, place: str, reading: Reading) -> str:
    """A text that can be stored, else an empty one."""
    if not is_json(value, str, place, reading):
        return ""
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        reading.refuse(place, _("This text holds letters that cannot be stored."))
        return ""
    return value


KINDS: dict[type, str] = {list: "array", dict: "object", str: "string", bool: "boolean"}


def is_json(value: Any, kind: type, place: str, reading: Reading) -> bool:
    """Is `value` of this kind? If not, that is told."""
    if not isinstance(value, kind):
        reading.refuse(place, _("This must be of the JSON type %(kind)s.") % {"kind": KINDS[kind]})
        return False
    return True


def knows_only(value: dict, names: set[str], place: str, reading: Reading) -> bool:
    """Has the object no other fields than `names`? Each that it has is told."""
    unknown = sorted(str(name)[:80] for name in set(value) - names)
    for name in unknown[:20]:
        reading.refuse(f"{place}.{name}", _("This field is not known."))
    return not unknown
