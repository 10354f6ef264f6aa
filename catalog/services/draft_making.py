"""New drafts from outside."""

from django.db import transaction

from catalog.errors import WrongPlace
from catalog.models import CoursePage, LessonPage, ModulePage

from .courses import add_lesson, add_module, create_course
from .curriculum_edits import clean_title
from .curriculum_lock import lock_curriculum, page_of
from .drafts import Values, save_draft


@transaction.atomic
def create_course_draft(*, author, values: Values) -> CoursePage:
    """A new draft course of `author` with its team; `values` as in `save_draft`, with a title.

    Raises CourseClosed, TitleRefused, DraftRefused.
    """
    course = create_course(author=author, title=clean_title(values["title"]))
    page = save_draft(user=author, course_id=course.pk, page_id=course.pk, values=values)
    assert isinstance(page, CoursePage)
    return page


@transaction.atomic
def create_module_draft(*, author, course_id: int, values: Values) -> ModulePage:
    """A new draft module at the end of the course. Raises NotYourCourse, PageGone, TitleRefused, DraftRefused."""
    course = lock_curriculum(user=author, course_id=course_id)
    module = add_module(course=course, title=clean_title(values["title"]), author=author)
    page = save_draft(user=author, course_id=course_id, page_id=module.pk, values=values)
    assert isinstance(page, ModulePage)
    return page


@transaction.atomic
def create_lesson_draft(*, author, course_id: int, module_id: int, values: Values) -> LessonPage:
    """A new draft lesson at the end of a module of the course.

    Raises NotYourCourse, PageGone, WrongPlace, TitleRefused, DraftRefused.
    """
    course = lock_curriculum(user=author, course_id=course_id)
    module = page_of(course, module_id)
    if not isinstance(module, ModulePage):
        raise WrongPlace
    lesson = add_lesson(module=module, title=clean_title(values["title"]), author=author)
    page = save_draft(user=author, course_id=course_id, page_id=lesson.pk, values=values)
    assert isinstance(page, LessonPage)
    return page
