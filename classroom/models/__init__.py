"""The nouns of learning together: a batch of people with dates, those who teach it, those who learn in it."""

from .announcement import AnnouncementComment, BatchAnnouncement
from .attendance import Attendance, AttendanceStatus, Presence, Reckoning
from .batch import CourseBatch, Joining
from .batch_file import BatchFile
from .classwork import Material, Topic
from .feed import CalendarFeed
from .member import BatchMember, JoinSource
from .module_date import ModuleDate
from .reminder import Notice, ReminderOptOut, SessionReminder
from .roster import ImportState, RosterImport, RosterMessage
from .session import LiveSession, Partner, RoomFailure, RoomState, WeeklySlot
from .session_place import PartnerNotice, SessionPlace
from .teacher import BatchTeacher, TeacherRole
from .waitlist import WaitlistEntry

__all__ = [
    "AnnouncementComment",
    "Attendance",
    "AttendanceStatus",
    "BatchAnnouncement",
    "BatchFile",
    "BatchMember",
    "BatchTeacher",
    "CalendarFeed",
    "CourseBatch",
    "ImportState",
    "JoinSource",
    "Joining",
    "LiveSession",
    "Material",
    "ModuleDate",
    "Notice",
    "Partner",
    "PartnerNotice",
    "Presence",
    "Reckoning",
    "ReminderOptOut",
    "RoomFailure",
    "RoomState",
    "RosterImport",
    "RosterMessage",
    "SessionPlace",
    "SessionReminder",
    "TeacherRole",
    "Topic",
    "WaitlistEntry",
    "WeeklySlot",
]
