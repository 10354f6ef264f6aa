"""What a paid order has opened."""

from dataclasses import dataclass

from django.urls import reverse

from catalog.models import CourseSummary
from commerce.models import LineCourse, Order, OrderLine


@dataclass(frozen=True, slots=True)
class OpenedCourse:
    """A course that the buyer has now, or a place in a batch of it; `url` is that of its page."""

    title: str
    url: str
    cover_url: str
    language: str


def opened_courses(order: Order) -> list[OpenedCourse]:
    """The courses of the lines that were delivered to the buyer, in order; two queries."""
    lines = {line.pk: line for line in order.lines.all() if line.fulfilled_at and not line.ended_at}
    lines = {pk: line for pk, line in lines.items() if not line.is_gift}
    if not lines:
        return []
    rows = list(LineCourse.objects.filter(line__in=list(lines)).order_by("line__position", "pk"))
    keys = {row.course_key for row in rows}
    cards = {card.course_key: card for card in CourseSummary.objects.filter(course_key__in=keys).order_by("-pk")}
    found: dict[str, OpenedCourse] = {}
    for row in rows:
        if row.course_key in cards:
            opened = _opened(lines[row.line_id], cards[row.course_key])
            found.setdefault(opened.url, opened)
    return list(found.values())


def _opened(line: OrderLine, card: CourseSummary) -> OpenedCourse:
    if line.offer.batch_id:
        url = reverse("classroom:batch", args=[line.offer.batch_id])
        return OpenedCourse(line.title, url, card.cover_url, card.language)
    return OpenedCourse(card.title, card.url, card.cover_url, card.language)
