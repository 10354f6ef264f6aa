"""The nouns of the catalog: pages that instructors write, and the records of people who learn from them."""

from .announcement import Announcement, AnnouncementOptOut
from .category import Category
from .certificate import Certificate
from .check import CheckNote, CourseCheck, ExternalLink
from .code import EnrollmentCode
from .completion import Completion
from .course import CourseIndexPage, CourseInstructor, CoursePage, CourseTag
from .curriculum import LessonAttachment, LessonPage, ModulePage
from .enrollment import Enrollment, Grant
from .files import CourseDocument, CourseImage, CourseMedia, CourseRendition
from .message import Conversation, Message, MessageReport
from .note import Note
from .path import LearningPathCourse, LearningPathPage
from .path_enrollment import PathEnrollment
from .prerequisite import CoursePrerequisite
from .review import Review, ReviewDecision, ReviewReport, ReviewVote
from .snippet import ReusableText
from .submission import CourseSubmission, SubmissionItem
from .summary import CourseSummary
from .team import CourseTeam
from .visit import CourseVisit
from .watching import WatchProgress
from .wish import Wish

__all__ = [
    "Announcement",
    "AnnouncementOptOut",
    "Category",
    "Certificate",
    "CheckNote",
    "Completion",
    "Conversation",
    "CourseCheck",
    "CourseDocument",
    "CourseImage",
    "CourseIndexPage",
    "CourseInstructor",
    "CourseMedia",
    "CoursePage",
    "CoursePrerequisite",
    "CourseRendition",
    "CourseSubmission",
    "CourseSummary",
    "CourseTag",
    "CourseTeam",
    "CourseVisit",
    "Enrollment",
    "EnrollmentCode",
    "ExternalLink",
    "Grant",
    "LearningPathCourse",
    "LearningPathPage",
    "LessonAttachment",
    "LessonPage",
    "Message",
    "MessageReport",
    "ModulePage",
    "Note",
    "PathEnrollment",
    "ReusableText",
    "Review",
    "ReviewDecision",
    "ReviewReport",
    "ReviewVote",
    "SubmissionItem",
    "WatchProgress",
    "Wish",
]
