"""What can go wrong on the way, set by a test."""

from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any


@dataclass
class Fault:
    """`kind`: status, reset, nonsense, hang, slow, trickle. `is_late`: the work is done, only its answer lost."""

    kind: str
    method: str = ""
    path: str = ""
    times: int = 1
    is_late: bool = False
    status: int = 500
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


class Faults:
    """The faults that are still to come, in their order."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[Fault] = []
        self.closing = Event()

    def add(self, kind: str, method: str = "", path: str = "", **more: Any) -> None:
        """From now on such requests fail, `times` times; `path` is the beginning of theirs."""
        with self._lock:
            self._waiting.append(Fault(kind, method, path, **more))

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def next_for(self, method: str, path: str) -> Fault | None:
        """The fault that hits this request, which is used up by it."""
        with self._lock:
            for fault in self._waiting:
                if fault.method in ("", method) and path.startswith(fault.path):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                    return fault
        return None
