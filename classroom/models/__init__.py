"""The nouns of learning together: a batch of people with dates, those who teach it, those who learn in it."""

from .attendance import Attendance, AttendanceStatus, Presence
from .batch import CourseBatch, Joining
from .member import BatchMember, JoinSource
from .module_date import ModuleDate
from .session import LiveSession, Partner, RoomState, WeeklySlot
from .teacher import BatchTeacher, TeacherRole
from .waitlist import WaitlistEntry

__all__ = [
    "Attendance",
    "AttendanceStatus",
    "BatchMember",
    "BatchTeacher",
    "CourseBatch",
    "JoinSource",
    "Joining",
    "LiveSession",
    "ModuleDate",
    "Partner",
    "Presence",
    "RoomState",
    "TeacherRole",
    "WaitlistEntry",
    "WeeklySlot",
]
