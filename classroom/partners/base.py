"""What whoever carries picture and sound must be able to do; each partner is a folder beside this module.

Nothing here touches the database. What is said to talk to the partner may take seconds: never within a transaction.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

# So long until somebody answers, and for everything that one act asks of a partner, in seconds.
CONNECT_SECONDS, TOTAL_SECONDS = 3.0, 10.0


@dataclass(frozen=True, kw_only=True)
class RoomPlan:
    """What the partner is told of a session. `uid` names it for good; moments are aware.

    `may_exist`: a room was asked for before, and nobody knows what became of it.
    """

    uid: UUID
    title: str
    about: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    may_exist: bool = False

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)


@dataclass(frozen=True, kw_only=True)
class Room:
    """A room at the partner."""

    external_id: str
    join_url: str


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody who shall have a place of their own."""

    user_id: int
    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """Somebody's own way into the room."""

    user_id: int
    external_id: str
    join_url: str


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody at the door; `until` is when their key shall end."""

    user_id: int
    name: str
    email: str
    is_host: bool
    until: datetime


class NoticeKind(StrEnum):
    """What a notice tells, whatever the partner calls it."""

    CHALLENGE = "challenge"  # the partner looks whether the address is ours; `answer` says so
    BEGUN = "begun"
    ENDED = "ended"
    ARRIVED = "arrived"
    LEFT = "left"
    RECORDED = "recorded"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing that the partner tells us, its signature already checked.

    `stay` names the stretch of time of whoever came or went, `meeting` the one sitting of the room it belongs to.
    """

    kind: NoticeKind
    name: str  # as the partner calls it
    digest: str  # the same for the same notice
    external_id: str = ""
    at: datetime | None = None
    meeting: str = ""
    stay: str = ""
    place_id: str = ""
    person: str = ""
    email: str = ""
    recording_url: str = ""
    answer: Mapping[str, str] | None = None


class PartnerError(Exception):
    """The partner has not done what it was asked; `failure` is one of RoomFailure, `said` the partner's own words."""

    failure = "unavailable"

    def __init__(self, said: str = "", *, failure: str = "") -> None:
        super().__init__(said)
        self.said = said
        self.failure = failure or type(self).failure


class PartnerUnavailable(PartnerError):
    """Away, slow or talking nonsense: try again, not before `wait` seconds where it says so."""

    def __init__(self, said: str = "", *, failure: str = "", wait: float = 0) -> None:
        super().__init__(said, failure=failure)
        self.wait = wait


class PartnerRefused(PartnerError):
    """It will not do this, however often it is asked."""

    failure = "refused"


class RoomGone(PartnerError):
    """The partner does not know this room any more."""

    failure = "refused"


class BadNotice(Exception):
    """What came in is no notice of this partner: unsigned, forged, too old, or not to be read."""


class MeetingPartner(ABC):
    """A partner that needs no more than rooms with an address; others override what they do differently.

    Whatever talks to the partner raises PartnerUnavailable or PartnerRefused.
    """

    name = ""
    # Whether everybody has an address of their own, and whether it tells us who came and went.
    gives_places = False
    tells_presence = False

    @abstractmethod
    def create(self, plan: RoomPlan) -> Room:
        """A room for this session: the same one, where it `may_exist` already."""

    def find(self, plan: RoomPlan) -> Room | None:
        """The room of this session, where the partner has one that was left over."""
        return None

    def change(self, external_id: str, plan: RoomPlan) -> None:
        """Tell the partner what the session is now; nothing, where a room is no more than a name. Raises RoomGone."""
        return None

    def delete(self, external_id: str) -> None:
        """Give the room up; one that is gone already is nothing to complain of."""
        return None

    def register(self, external_id: str, guests: Sequence[Guest]) -> list[Place]:
        """Places for these people. Raises RoomGone."""
        return []

    def withdraw(self, external_id: str, places: Sequence[Place]) -> None:
        """Take these places away again."""
        return None

    def address(self, room: Room, visitor: Visitor) -> str:
        """Where this visitor comes in; does not talk to the partner."""
        return room.join_url

    def host_address(self, room: Room, visitor: Visitor) -> str:
        """Where the host comes in; may talk to the partner. Raises RoomGone."""
        return self.address(room, visitor)

    def parse(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """What a notice says; raises BadNotice, also where this partner tells nothing."""
        raise BadNotice(self.name)
