"""The attendance of one session as its teachers read it: people to mark, and names that nobody has recognised yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from accounts.models import User
from classroom.attendance.reckoning import clip, length
from classroom.models import Attendance, BatchMember, LiveSession, Presence

from .attendance import members_of_session

PEOPLE_A_PAGE = 100


@dataclass(slots=True)
class PersonRow:
    """Somebody to be marked; `status` and `note` are what the form shows."""

    member: BatchMember
    attendance: Attendance | None
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class Guest:
    """Stretches under one name that the partner did not tell whose they were; `user` is whom a teacher named."""

    presence_id: int
    name: str
    arrived_at: datetime
    minutes: int
    user: User | None


def people_to_mark(session: LiveSession, *, text: str = "", page: str | None = None) -> tuple[Page, list[PersonRow]]:
    """A page of those who could have been there, by name; whose names hold `text`. Three queries."""
    people = members_of_session(session).select_related("user").order_by("user__display_name", "pk")
    if text:
        people = people.filter(user__display_name__icontains=text)
    found = Paginator(people, PEOPLE_A_PAGE).get_page(page)
    members = list(found.object_list)
    known = {row.member_id: row for row in Attendance.objects.filter(session=session, member__in=members)}
    return found, [_row(member, known.get(member.pk)) for member in members]


def guests_of(session: LiveSession) -> list[Guest]:
    """Those whom the partner did not know, the first to arrive first. One query."""
    groups: defaultdict[object, list[Presence]] = defaultdict(list)
    unknown = session.presences.filter(user=None) | session.presences.exclude(matched_by=None)
    for presence in unknown.select_related("user").order_by("arrived_at", "pk"):
        groups[(presence.name or presence.pk, presence.user_id)].append(presence)
    return [_guest(session, stretches) for stretches in groups.values()]


def _row(member: BatchMember, attendance: Attendance | None) -> PersonRow:
    if attendance is None:
        return PersonRow(member, None, "", "")
    return PersonRow(member, attendance, attendance.status, attendance.note)


def _guest(session: LiveSession, stretches: list[Presence]) -> Guest:
    first = stretches[0]
    inside = clip(((row.arrived_at, row.left_at) for row in stretches), session.starts_at, session.ends_at)
    minutes = int(length(inside).total_seconds() // 60)
    return Guest(first.pk, first.name, first.arrived_at, minutes, first.user)
