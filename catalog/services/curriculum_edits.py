"""Adding, renaming, removing modules and lessons from the board of a course.

The team of a course adds, renames and deletes drafts; live pages are taken offline by moderators
alone, as they alone publish.
"""

from django.db import transaction
from django.utils.text import slugify
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction

from catalog.errors import ModeratorsOnly, PageIsLive, PageIsLocked, TitleRefused, WrongPlace
from catalog.models import LessonPage, ModulePage
from catalog.rules import moderates

from .courses import add_lesson, add_module, free_slug
from .curriculum import refuse_if_in_use
from .curriculum_lock import CurriculumPage, lock_curriculum, page_of, refuse_if_locked
from .curriculum_templates import starting_fields

LONGEST_TITLE = 255


@transaction.atomic
def begin_module(*, user, course_id: int, title: str) -> ModulePage:
    """A new draft module at the end of the course. Raises NotYourCourse, PageGone, TitleRefused."""
    course = lock_curriculum(user=user, course_id=course_id)
    return add_module(course=course, title=clean_title(title), author=user)


@transaction.atomic
def begin_lesson(*, user, course_id: int, module_id: int, title: str, template: str) -> LessonPage:
    """A new draft lesson at the end of a module, with the blocks of `template`.

    Raises NotYourCourse, PageGone, WrongPlace, TitleRefused; ValueError for an unknown template.
    """
    course = lock_curriculum(user=user, course_id=course_id)
    module = page_of(course, module_id)
    if not isinstance(module, ModulePage):
        raise WrongPlace
    fields = starting_fields(template, language=course.language)
    return add_lesson(module=module, title=clean_title(title), author=user, **fields)


@transaction.atomic
def rename_page(*, user, course_id: int, page_id: int, title: str) -> CurriculumPage:
    """Give a module or lesson another title, as a draft: visitors see it when it is published.

    The address of a page that was never public follows its title. The same title changes nothing.
    Raises NotYourCourse, PageGone, TitleRefused, PageIsLocked.
    """
    course = lock_curriculum(user=user, course_id=course_id)
    page = page_of(course, page_id)
    refuse_if_locked(page, user)
    title = clean_title(title)
    draft = page.get_latest_revision_as_object()
    if draft.title == title:
        return page
    draft.title = title
    if not page.live and page.first_published_at is None:
        draft.slug = page.slug if page.slug == slugify(title)[:80] else free_slug(page.get_parent(), title)
        draft.save()
    draft.save_revision(user=user, log_action=True, clean=False)
    return page_of(course, page_id)


@transaction.atomic
def take_offline(*, user, course_id: int, page_id: int) -> CurriculumPage:
    """Unpublish a module or lesson; what stands in a module keeps its own state and comes back with it.

    Learners keep their progress. Does nothing to a page that is not live. Raises ModeratorsOnly for
    people of the team who may not publish, and NotYourCourse, PageGone, PageIsLocked.
    """
    course = lock_curriculum(user=user, course_id=course_id)
    page = page_of(course, page_id)
    if not page.live:
        return page
    if not moderates(user):
        raise ModeratorsOnly
    refuse_if_locked(page, user)
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    return page_of(course, page_id)


@transaction.atomic
def delete_draft(*, user, course_id: int, page_id: int) -> None:
    """Delete a module or lesson of which nothing is live and that nobody has learned from.

    Raises NotYourCourse, PageGone, PageIsLive, PageIsLocked, PageInUse.
    """
    course = lock_curriculum(user=user, course_id=course_id)
    page = page_of(course, page_id)
    tree = page.get_descendants(inclusive=True)
    if tree.live().exists():
        raise PageIsLive
    refuse_if_locked(page, user)
    if tree.filter(locked=True).exclude(locked_by=user).exists():
        raise PageIsLocked
    refuse_if_in_use(page)
    DeletePageAction(page, user=user).execute(skip_permission_checks=True)


def clean_title(title: str) -> str:
    """`title` in one line without needless spaces. Raises TitleRefused when nothing is left or it is too long."""
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise TitleRefused
    return title
