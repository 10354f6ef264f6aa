"""Rooms that exist as soon as somebody enters them: no call is needed, only a name that nobody guesses."""

from datetime import timedelta
from urllib.parse import urlsplit

import jwt
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from classroom.partners.base import MeetingPartner, Room, RoomPlan, Visitor

# Clocks of the server may be behind ours by so much.
SKEW = timedelta(minutes=1)


class JitsiPartner(MeetingPartner):
    """The same session has the same room, however often it is asked for."""

    name = "jitsi"

    def create(self, plan: RoomPlan) -> Room:
        """A name made of the session's and our secret key: 160 bits that nobody else can reckon."""
        name = f"lms-{salted_hmac('classroom.jitsi', str(plan.uid), algorithm='sha256').hexdigest()[:40]}"
        return Room(external_id=name, join_url=f"{settings.JITSI_URL}/{name}")

    def address(self, room: Room, visitor: Visitor) -> str:
        """The room's address; with a key of the visitor's own where application and secret are set."""
        if not (settings.JITSI_APP_ID and settings.JITSI_APP_SECRET):
            return room.join_url
        return f"{room.join_url}?jwt={_key(room, visitor)}"


def _key(room: Room, visitor: Visitor) -> str:
    """Lets one person into one room until the session is over, as moderator or not."""
    now = timezone.now()
    claims = {
        "aud": settings.JITSI_APP_ID,
        "iss": settings.JITSI_APP_ID,
        "sub": urlsplit(room.join_url).hostname or "*",
        "room": room.external_id,
        "nbf": int((now - SKEW).timestamp()),
        "exp": int(visitor.until.timestamp()),
        "context": {
            "user": {
                "id": str(visitor.user_id),
                "name": visitor.name,
                "moderator": visitor.is_host,
                "affiliation": "owner" if visitor.is_host else "member",
            }
        },
    }
    return jwt.encode(claims, settings.JITSI_APP_SECRET, algorithm="HS256")
