"""Pages that belong to the roster: they stand in the frame of those who teach, under its tab."""

from django.http import HttpRequest, HttpResponse

from classroom.models import CourseBatch
from classroom.rooms import TEACHING, tabs_of

from .room import show_room


def show_roster_page(request: HttpRequest, template: str, batch: CourseBatch, **context) -> HttpResponse:
    """`show_room` for a page behind the tab Roster."""
    frame = {"is_teaching": True, "here": "classroom:roster", "tabs": tabs_of(batch.pk, TEACHING)}
    return show_room(request, template, batch, **frame, **context)
