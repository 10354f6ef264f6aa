"""One at a time: whoever arranges a curriculum holds the row of its course until the transaction ends."""

from wagtail.models import Page

from catalog.errors import BoardOutdated, NotYourCourse, PageGone, PageIsLocked
from catalog.models import CoursePage, LessonPage, ModulePage
from catalog.queries.board import stamp_of
from catalog.rules import may_write_course_id

CurriculumPage = ModulePage | LessonPage


def lock_curriculum(*, user, course_id: int) -> CoursePage:
    """The course, locked, for a member of its team or a moderator; call it in a transaction.

    Raises NotYourCourse for everybody else, and PageGone when there is no such course.
    """
    if not may_write_course_id(user, course_id):
        raise NotYourCourse
    # Wagtail's own tables point at the row by key: adding to them need not wait.
    locked = Page.objects.select_for_update(no_key=True).filter(pk=course_id).order_by()
    if not list(locked.values_list("pk")):
        raise PageGone
    course = CoursePage.objects.filter(pk=course_id).first()
    if course is None:
        raise PageGone
    return course


def refuse_if_outdated(course: CoursePage, stamp: str) -> None:
    """Raise BoardOutdated unless pages stand as they did when `stamp` was given out."""
    if stamp != stamp_of(course):
        raise BoardOutdated


def page_of(course: CoursePage, page_id: int) -> CurriculumPage:
    """The module or lesson `page_id` of `course`. Raises PageGone when it is none of that course."""
    pages = (model.objects.descendant_of(course).filter(pk=page_id).first() for model in (ModulePage, LessonPage))
    found = next((page for page in pages if page is not None), None)
    if found is None:
        raise PageGone
    return found


def refuse_if_locked(page: CurriculumPage, user) -> None:
    """Raise PageIsLocked when a lock or a running review keeps `user` from editing `page`."""
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        raise PageIsLocked
