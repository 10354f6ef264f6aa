"""Places in batches on pages of the catalog and the classroom, which know nothing of the shop."""

from uuid import UUID

from django import template
from django.utils import timezone

from classroom.models import CourseBatch
from commerce import course_batches as listing
from commerce.place_box import place_box

register = template.Library()


@register.inclusion_tag("commerce/course_batches.html")
def course_batches(course_key: UUID, language: str) -> dict:
    """The open batches of a course, on its page; nothing where there is none. `language` is the course's."""
    return {"rows": listing.course_batches(course_key, timezone.now()), "language": language}


@register.inclusion_tag("commerce/buy_place.html", takes_context=True)
def buy_place(context, batch: CourseBatch) -> dict:
    """The price of a place and the one button, within the form of the batch's door."""
    keys = ("can_join", "seat_is_kept", "waits")
    box = place_box(context["request"], batch)
    return {**{key: context.get(key) for key in keys}, "box": box, "batch": batch}
