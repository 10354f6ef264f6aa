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
class CourseSubmitted(Event):
    """An author handed a course in for review."""

    submission_id: int


@dataclass(frozen=True, kw_only=True)
class SubmissionReturned(Event):
    """A moderator gave a course back, or its publishing at the given time failed."""

    submission_id: int


@dataclass(frozen=True, kw_only=True)
class SubmissionApproved(Event):
    """A moderator approved a course; it is on the site already unless it has a time to go live."""

    submission_id: int


@dataclass(frozen=True, kw_only=True)
class SubmissionPublished(Event):
    """A course that was approved for a later time has gone live."""

    submission_id: int


@dataclass(frozen=True, kw_only=True)
class PathPublished(Event):
    """A learning path is public, or was changed: its learners follow."""

    path_id: int


@dataclass(frozen=True, kw_only=True)
class PathCompleted(Event):
    path_enrollment_id: int
    user_id: int
    certificate_id: int | None


@dataclass(frozen=True, kw_only=True)
class ReviewWritten(Event):
    """A learner wrote a review, or the first words anew after deleting it; not every change of it."""

    review_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewModerated(Event):
    """A moderator hid a review, or let it be seen again."""

    decision_id: int


@dataclass(frozen=True, kw_only=True)
class CourseAnnounced(Event):
    """The team of a course wrote to all its learners."""

    announcement_id: int


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    """A learner or an instructor wrote to the other side."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class CourseDuplicated(Event):
    """A copy of a course has begun: its page and team are there, modules and lessons follow."""

    course_id: int
    source_id: int
    user_id: int
