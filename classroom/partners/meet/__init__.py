"""Google Meet: events in a calendar of Google, each with a conference."""

from .partner import MeetPartner

__all__ = ["MeetPartner"]
