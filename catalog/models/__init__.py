"""The nouns of the catalog: pages that instructors write, and the records of people who learn from them."""

from .announcement import Announcement, AnnouncementOptOut
from .category import Category
from .certificate import Certificate
from .code import EnrollmentCode
from .completion import Completion
from .course import CourseIndexPage, CourseInstructor, CoursePage, CourseTag
from .curriculum import LessonAttachment, LessonPage, ModulePage
from .enrollment import Enrollment, Grant
from .files import CourseDocument, CourseImage, CourseMedia, CourseRendition
from .message import Conversation, Message, MessageReport
from .path import LearningPathCourse, LearningPathPage
from .review import Review, ReviewDecision, ReviewReport, ReviewVote
from .snippet import ReusableText
from .summary import CourseSummary
from .team import CourseTeam

__all__ = [
    "Announcement",
    "AnnouncementOptOut",
    "Category",
    "Certificate",
    "Completion",
    "Conversation",
    "CourseDocument",
    "CourseImage",
    "CourseIndexPage",
    "CourseInstructor",
    "CourseMedia",
    "CoursePage",
    "CourseRendition",
    "CourseSummary",
    "CourseTag",
    "CourseTeam",
    "Enrollment",
    "EnrollmentCode",
    "Grant",
    "LearningPathCourse",
    "LearningPathPage",
    "LessonAttachment",
    "LessonPage",
    "Message",
    "MessageReport",
    "ModulePage",
    "ReusableText",
    "Review",
    "ReviewDecision",
    "ReviewReport",
    "ReviewVote",
]
