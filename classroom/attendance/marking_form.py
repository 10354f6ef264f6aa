"""What a teacher sends from the page on which a class is marked."""

import json
from dataclasses import dataclass, field

from django.http import QueryDict

from classroom.models import AttendanceStatus
from classroom.queries.attendance_session import PersonRow
from classroom.services.attendance import Mark

# The choice by which what was said by hand is taken back.
RECKONED = "reckoned"


@dataclass(slots=True)
class Changes:
    """Marks to be made and people whose marks are taken back; nobody of whom nothing else than before was sent."""

    marks: list[Mark] = field(default_factory=list)
    unmarked: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.marks) + len(self.unmarked)


def seen_by_form(rows: list[PersonRow]) -> str:
    """What the page shows, to be sent back with it: so only what somebody has changed there is written."""
    return json.dumps({row.member.user_id: [row.status, row.note] for row in rows})


def read_changes(data: QueryDict) -> Changes:
    """What differs from what the page had shown. Statuses nobody knows are left for the service to refuse."""
    changes = Changes()
    for user_id, before in _seen(data).items():
        sent = (data.get(f"status-{user_id}", ""), " ".join(data.get(f"note-{user_id}", "").split())[:200])
        if sent[0] == RECKONED:
            changes.unmarked.append(user_id)
        elif sent != before:
            changes.marks.append(Mark(user_id=user_id, status=sent[0], note=sent[1]))
    return changes


def show_what_was_sent(rows: list[PersonRow], data: QueryDict) -> None:
    """Keep in the rows what somebody has typed, for a form that was refused."""
    for row in rows:
        row.status = data.get(f"status-{row.member.user_id}", row.status)
        row.note = data.get(f"note-{row.member.user_id}", row.note)


def _seen(data: QueryDict) -> dict[int, tuple[str, str]]:
    """Nothing for what no page of ours has sent."""
    try:
        return {int(key): (str(status), str(note)) for key, (status, note) in json.loads(data.get("seen", "")).items()}
    except (ValueError, TypeError, AttributeError):
        return {}


STATUSES = AttendanceStatus.choices
