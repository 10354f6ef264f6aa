"""How often somebody was there, of the sessions that count."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """`came` of `counted` times; those who were excused are counted neither way."""

    present: int = 0
    late: int = 0
    absent: int = 0
    excused: int = 0

    @classmethod
    def of(cls, statuses: Iterable[str]) -> "Share":
        return cls(**Counter(statuses))

    @property
    def came(self) -> int:
        return self.present + self.late

    @property
    def counted(self) -> int:
        return self.came + self.absent

    @property
    def percent(self) -> int | None:
        """Whole percent, rounded down, so that 100 is all; None where nothing counts yet."""
        return self.came * 100 // self.counted if self.counted else None
