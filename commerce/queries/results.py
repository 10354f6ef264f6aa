"""What a paid order has opened."""

from dataclasses import dataclass

from catalog.models import CourseSummary
from commerce.models import LineCourse, Order


@dataclass(frozen=True, slots=True)
class OpenedCourse:
    """A course that the buyer has now; `url` is that of its page."""

    title: str
    url: str
    cover_url: str
    language: str


def opened_courses(order: Order) -> list[OpenedCourse]:
    """The courses of the lines that were delivered to the buyer, in order; two queries."""
    lines = [line.pk for line in order.lines.all() if line.fulfilled_at and not line.ended_at and not line.is_gift]
    if not lines:
        return []
    keys = [row.course_key for row in LineCourse.objects.filter(line__in=lines).order_by("line__position", "pk")]
    cards = {card.course_key: card for card in CourseSummary.objects.filter(course_key__in=keys).order_by("-pk")}
    found = [cards[key] for key in dict.fromkeys(keys) if key in cards]
    return [OpenedCourse(card.title, card.url, card.cover_url, card.language) for card in found]
