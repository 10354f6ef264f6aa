"""The nouns of learning together: a batch of people with dates, those who teach it, those who learn in it."""

from .batch import CourseBatch, Joining
from .member import BatchMember, JoinSource
from .teacher import BatchTeacher, TeacherRole
from .waitlist import WaitlistEntry

__all__ = [
    "BatchMember",
    "BatchTeacher",
    "CourseBatch",
    "JoinSource",
    "Joining",
    "TeacherRole",
    "WaitlistEntry",
]
