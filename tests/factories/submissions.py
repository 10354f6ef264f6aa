"""Courses with drafts, handed in for review the way their authors do."""

from datetime import datetime

from catalog.models import CoursePage, CourseSubmission, LessonPage
from catalog.queries.submissions import due
from catalog.services.submission_review import publish_if_due
from catalog.services.submissions import submit_course
from tests.factories.catalog import make_course, reload


def finished_course(**fields) -> CoursePage:
    """`make_course` with what a course needs to be handed in."""
    return make_course(outcomes=[("item", "Fold a paper crane")], **fields)


def write_draft(page, *, user=None, **fields):
    """Save a draft of `page` with these fields changed, as the editor does; returns the page as it is then."""
    draft = reload(page).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=user or page.owner)
    return reload(page)


def write_lessons(course: CoursePage, *, text: str = "Written anew.") -> None:
    """A new draft of every lesson: the same block with another text."""
    for lesson in LessonPage.objects.descendant_of(course).filter(alias_of=None).order_by("path"):
        blocks = [{**block, "value": f"<p>{text}</p>"} for block in lesson.body.get_prep_value()]
        field = lesson._meta.get_field("body")
        write_draft(lesson, body=field.to_python(blocks))


def publish_due(*, now: datetime) -> int:
    """What the periodic job does at `now`; how many went live."""
    return sum(publish_if_due(submission_id=pk, now=now) for pk in list(due(now).values_list("pk", flat=True)))


def make_submission(course: CoursePage | None = None, **options) -> CourseSubmission:
    """A submission of `course` (a live one with one changed lesson, unless given) by its owner."""
    if course is None:
        course = finished_course(lessons=1)
        write_lessons(course)
    return submit_course(course=course, author=course.owner, **options)
