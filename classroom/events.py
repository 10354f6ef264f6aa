"""What happens in classrooms."""

from dataclasses import dataclass

from lms_site.events import Event


@dataclass(frozen=True, kw_only=True)
class BatchJoined(Event):
    """Somebody has a seat in a batch, for the first time or again."""

    member_id: int


@dataclass(frozen=True, kw_only=True)
class BatchLeft(Event):
    """Somebody gave up a seat, or it was taken from them."""

    member_id: int


@dataclass(frozen=True, kw_only=True)
class SeatOffered(Event):
    """A seat is kept for somebody who has waited."""

    entry_id: int


@dataclass(frozen=True, kw_only=True)
class SessionScheduled(Event):
    """A live session was planned; its room is not there yet."""

    session_id: int


@dataclass(frozen=True, kw_only=True)
class SessionChanged(Event):
    """Time, title or host of a live session are others than before."""

    session_id: int


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(Event):
    """A live session will not take place."""

    session_id: int


@dataclass(frozen=True, kw_only=True)
class AnnouncementPublished(Event):
    """An announcement stands in the stream of its batch."""

    announcement_id: int


@dataclass(frozen=True, kw_only=True)
class RoomWanted(Event):
    """The partner is to be asked about the room of a live session without waiting for the next round."""

    session_id: int


@dataclass(frozen=True, kw_only=True)
class SessionNear(Event):
    """A live session begins in a day, or soon; once for each notice (see `Notice`) and time it is planned for."""

    session_id: int
    notice: str


@dataclass(frozen=True, kw_only=True)
class MemberPlaced(Event):
    """Somebody was given a seat by those who teach; with an account made for them, if they had none."""

    member_id: int
    by_id: int


@dataclass(frozen=True, kw_only=True)
class MemberRemoved(Event):
    """A seat was taken from somebody by those who teach, with a reason."""

    member_id: int


@dataclass(frozen=True, kw_only=True)
class MemberMoved(Event):
    """Somebody has a seat in another batch of the course instead of the one before; `member_id` is the new place."""

    member_id: int


@dataclass(frozen=True, kw_only=True)
class RosterImportConfirmed(Event):
    """A list of people is to be put into a batch."""

    import_id: int


@dataclass(frozen=True, kw_only=True)
class RosterMessageSent(Event):
    """Somebody who teaches has written to people of a batch."""

    message_id: int
