"""What happens in the catalog that others may want to know. Events carry ids only."""

from dataclasses import dataclass

from lms_site.events import Event


@dataclass(frozen=True, kw_only=True)
class CourseCreated(Event):
    course_id: int
    author_id: int | None


@dataclass(frozen=True, kw_only=True)
class CoursePublished(Event):
    course_id: int


@dataclass(frozen=True, kw_only=True)
class CurriculumChanged(Event):
    """A lesson was published, moved, unpublished or removed: progress must be counted again."""

    course_id: int


@dataclass(frozen=True, kw_only=True)
class StudentEnrolled(Event):
    enrollment_id: int
    user_id: int
    course_id: int


@dataclass(frozen=True, kw_only=True)
class LessonCompleted(Event):
    enrollment_id: int
    user_id: int
    lesson_id: int


@dataclass(frozen=True, kw_only=True)
class CourseCompleted(Event):
    enrollment_id: int
    user_id: int
    certificate_id: int | None


@dataclass(frozen=True, kw_only=True)
class CourseDuplicated(Event):
    """A copy of a course has begun: its page and team are there, modules and lessons follow."""

    course_id: int
    source_id: int
    user_id: int
