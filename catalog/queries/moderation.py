"""Everything that waits for a moderator, in one list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalog.queries.messages import reported_messages
from catalog.queries.named_courses import titles_of
from catalog.queries.review_moderation import REPORTED, reviews_to_moderate
from catalog.queries.submissions import waiting

SHOWN_OF_EACH = 50
COURSE, REVIEW, MESSAGE = "course", "review", "message"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to decide: a course handed in, a reported review or a reported message, by its `pk`."""

    kind: str
    pk: int
    title: str
    text: str
    since: datetime


def waiting_for_moderators() -> list[Waiting]:
    """What waits, the longest first, at most fifty of each kind; four queries."""
    return sorted([*_courses(), *_voices()], key=lambda row: row.since)


def waiting_count() -> int:
    """How many things wait; one query, as it is asked on every page of the CMS."""
    reported = [reviews_to_moderate(REPORTED), reported_messages()]
    parts = [rows.order_by().values("pk") for rows in reported]
    return waiting().order_by().values("pk").union(*parts, all=True).count()


def _courses() -> list[Waiting]:
    rows = waiting().select_related("course")[:SHOWN_OF_EACH]
    return [Waiting(COURSE, row.pk, row.course.get_admin_display_title(), row.message, row.created_at) for row in rows]


def _voices() -> list[Waiting]:
    reviews: list[Any] = list(reviews_to_moderate(REPORTED)[:SHOWN_OF_EACH])
    letters = list(reported_messages()[:SHOWN_OF_EACH])
    titles = titles_of({row.course_key for row in reviews} | {row.conversation.course_key for row in letters})
    shown = [Waiting(REVIEW, row.pk, titles.get(row.course_key, ""), row.text, row.reported_since) for row in reviews]
    return shown + [
        Waiting(MESSAGE, row.pk, titles.get(row.conversation.course_key, ""), row.text, row.created_at)
        for row in letters
    ]
