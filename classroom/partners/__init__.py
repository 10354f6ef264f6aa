"""The partners that this site has, by the keys that are set."""

from collections.abc import Callable

from django.conf import settings

from classroom.models import Partner

from .base import MeetingPartner
from .jitsi import JitsiPartner
from .meet import MeetPartner
from .zoom import ZoomPartner

PARTNERS: dict[str, Callable[[], MeetingPartner]] = {
    Partner.JITSI: JitsiPartner,
    Partner.ZOOM: ZoomPartner,
    Partner.MEET: MeetPartner,
}


def offered_partners() -> list[Partner]:
    """Those that teachers may choose, the one that is chosen without a word first."""
    has_keys = {
        Partner.JITSI: True,
        Partner.ZOOM: all((settings.ZOOM_ACCOUNT_ID, settings.ZOOM_CLIENT_ID, settings.ZOOM_CLIENT_SECRET)),
        Partner.MEET: bool(settings.GOOGLE_SERVICE_ACCOUNT and settings.GOOGLE_CALENDAR_SUBJECT),
    }
    return [partner for partner, is_set in has_keys.items() if is_set]


def partner_named(name: str) -> MeetingPartner:
    """The partner, also one that is offered no more; raises LookupError for a name that nobody has."""
    return PARTNERS[name]()


def is_offered(name: str) -> bool:
    """Whether its keys are set."""
    return name in offered_partners()
