"""What follows from live sessions: rooms at the partner, mail to the members."""

from celery import shared_task
from django.urls import reverse

from classroom.models import LiveSession
from classroom.services import session_mail, session_notices, session_places, session_rooms
from lms_site.links import absolute_url


@shared_task
def settle_room(*, session_id: int) -> None:
    """Let the partner catch up with one session."""
    session_rooms.settle_room(session_id=session_id)


@shared_task
def settle_rooms() -> None:
    """Ask the partners for whatever is due: rooms that come near, and what failed before."""
    session_rooms.settle_rooms()


@shared_task
def follow_member(*, member_id: int) -> None:
    """Give somebody who has come their places in the rooms, or take them from somebody who has gone."""
    for session_id in session_places.sessions_to_follow(member_id=member_id):
        session_rooms.settle_room(session_id=session_id)


@shared_task
def tell_of_change(*, session_id: int) -> None:
    """Mail the members that a session is at another time, or not at all."""
    for batch_id in LiveSession.objects.filter(pk=session_id).values_list("batch_id", flat=True):
        url = absolute_url(reverse("classroom:sessions", args=[batch_id]))
        session_mail.tell_of_change(session_id=session_id, url=url)


@shared_task
def purge_notices() -> None:
    """Forget the receipts of notices that no partner sends again."""
    session_notices.purge_notices()
