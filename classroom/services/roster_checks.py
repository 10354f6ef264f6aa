"""Judging the rows of a list of people before anybody is put in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.user import normalise_email
from classroom.errors import PersonRefused
from classroom.models import BatchMember, BatchTeacher, CourseBatch
from classroom.roster_file import FileRow

LONGEST_NAME, LONGEST_EMAIL = 120, 254
A_LOOK = 1000
REASONS: dict[str, str | Promise] = {
    PersonRefused.code: PersonRefused.message,
    "ROW_DUPLICATE": _("The same address stands in line %(other)s."),
    **PersonRefused.codes,
}


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row; `other` is the line of the first of two, 0 without one."""

    line: int
    email: str
    code: str
    other: int = 0

    @property
    def reason(self) -> str:
        """In the reader's language."""
        return str(REASONS[self.code]) % {"other": self.other}


@dataclass(slots=True)
class Judgement:
    """What putting in these rows would do: addresses to make accounts for, people to seat, people inside already."""

    new: dict[str, str] = field(default_factory=dict)
    known: list[int] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    fates: dict[int, str] = field(default_factory=dict)

    @property
    def needed(self) -> int:
        """How many want a seat."""
        return len(self.new) + len(self.known)


def judge_rows(*, batch: CourseBatch, rows: Iterable[FileRow]) -> Judgement:
    """What would happen to each row; `fates` tells it by line: new, known, inside, or the code of what is wrong."""
    rows = list(rows)
    found = Judgement()
    lines: dict[str, int] = {}
    people = _people_of([normalise_email(row.email) for row in rows])
    inside = set(BatchMember.objects.filter(batch=batch, left_at=None).values_list("user_id", flat=True))
    teachers = set(BatchTeacher.objects.filter(batch=batch).values_list("user_id", flat=True))
    for row in rows:
        email = normalise_email(row.email)
        first = lines.setdefault(email, row.line)
        person = people.get(email)
        code = _form_error(row, email, first) or _person_error(person, teachers)
        _settle(found, row, email, person, code, first, inside)
    return found


def _settle(
    found: Judgement, row: FileRow, email: str, person: tuple[int, bool] | None, code: str, first: int, inside: set[int]
) -> None:
    if code:
        other = first if code == "ROW_DUPLICATE" else 0
        found.errors.append(RowError(row.line, row.email[:LONGEST_EMAIL], code, other))
    elif person is None:
        code, found.new[email] = "new", row.name
    elif person[0] in inside:
        code = "inside"
        found.inside.append(person[0])
    else:
        code = "known"
        found.known.append(person[0])
    found.fates[row.line] = code


def _form_error(row: FileRow, email: str, first: int) -> str:
    if not email:
        return "ROW_NO_EMAIL"
    try:
        validate_email(email)
    except ValidationError:
        return "ROW_BAD_EMAIL"
    if len(email) > LONGEST_EMAIL:
        return "ROW_BAD_EMAIL"
    if first != row.line:
        return "ROW_DUPLICATE"
    return "ROW_LONG_NAME" if len(row.name) > LONGEST_NAME else ""


def _person_error(person: tuple[int, bool] | None, teachers: set[int]) -> str:
    if person is None:
        return ""
    if not person[1]:
        return "ROW_SWITCHED_OFF"
    return "ROW_TEACHES" if person[0] in teachers else ""


def _people_of(emails: Sequence[str]) -> dict[str, tuple[int, bool]]:
    """Number and activity of those who have an account, by address."""
    people: dict[str, tuple[int, bool]] = {}
    for start in range(0, len(emails), A_LOOK):
        found = User.objects.filter(email__in=emails[start : start + A_LOOK])
        people |= {email: (pk, active) for pk, email, active in found.values_list("pk", "email", "is_active")}
    return people
