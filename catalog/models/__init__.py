"""The nouns of the catalog: pages that instructors write, and the records of people who learn from them."""

from .category import Category
from .certificate import Certificate
from .check import CheckNote, CourseCheck, ExternalLink
from .code import EnrollmentCode
from .completion import Completion
from .course import CourseIndexPage, CourseInstructor, CoursePage, CourseTag
from .curriculum import LessonAttachment, LessonPage, ModulePage
from .enrollment import Enrollment, Grant
from .files import CourseDocument, CourseImage, CourseMedia, CourseRendition
from .path import LearningPathCourse, LearningPathPage
from .snippet import ReusableText
from .submission import CourseSubmission, SubmissionItem
from .summary import CourseSummary
from .team import CourseTeam

__all__ = [
    "Category",
    "Certificate",
    "CheckNote",
    "Completion",
    "CourseCheck",
    "CourseDocument",
    "CourseImage",
    "CourseIndexPage",
    "CourseInstructor",
    "CourseMedia",
    "CoursePage",
    "CourseRendition",
    "CourseSubmission",
    "CourseSummary",
    "CourseTag",
    "CourseTeam",
    "Enrollment",
    "EnrollmentCode",
    "ExternalLink",
    "Grant",
    "LearningPathCourse",
    "LearningPathPage",
    "LessonAttachment",
    "LessonPage",
    "ModulePage",
    "ReusableText",
    "SubmissionItem",
]
