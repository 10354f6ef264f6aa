"""Copies of lessons and of whole courses, made from their latest drafts.

A copy is a draft that nobody has enrolled in: with keys and addresses of its own, unlocked, without
schedule, comments or history. Files are not copied: both pages show the same ones, which whoever may
read the copy, or writes it, can open.
"""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page, PageLogEntry

from catalog.errors import NotYourCourse, PageGone, WrongPlace
from catalog.events import CourseDuplicated
from catalog.models import CourseInstructor, CoursePage, LessonPage, ModulePage
from catalog.rules import may_write_course_id, writes_courses
from lms_site.events import publish

from .courses import free_slug
from .curriculum_edits import LONGEST_TITLE
from .curriculum_lock import lock_curriculum, page_of
from .publishing import course_of
from .teams import sync_team

FRESH = {
    "locked": False,
    "locked_at": None,
    "locked_by": None,
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
}


@transaction.atomic
def duplicate_lesson(*, user, lesson: LessonPage, module: ModulePage) -> LessonPage:
    """A draft copy of `lesson` at the end of `module`, which may belong to another course of `user`.

    Raises NotYourCourse unless `user` writes both courses, and PageGone when one of the pages is gone.
    """
    source, target = course_of(lesson), course_of(module)
    if source is None or target is None:
        raise PageGone
    if not may_write_course_id(user, source.pk):
        raise NotYourCourse
    target = lock_curriculum(user=user, course_id=target.pk)
    into, original = page_of(target, module.pk), page_of(source, lesson.pk)
    if not isinstance(into, ModulePage) or not isinstance(original, LessonPage):
        raise WrongPlace
    return _copy(original, into, user, title=_copied_title(original.draft_title, target.language))


@transaction.atomic
def duplicate_course(*, user, course_id: int) -> CoursePage:
    """A draft copy of a course; `user` owns it and is its whole team.

    The page is there at once, modules and lessons follow by a task (`fill_duplicate`): they may be
    hundreds. Raises NotYourCourse unless `user` writes the course and may begin new ones, PageGone when
    there is none. Publishes CourseDuplicated.
    """
    if not writes_courses(user):
        raise NotYourCourse
    original = lock_curriculum(user=user, course_id=course_id)
    draft = original.get_latest_revision_as_object()
    draft.course_instructors = [CourseInstructor(user=user)]
    copy = _copy(draft, original.get_parent(), user, title=_copied_title(draft.title, original.language))
    sync_team(course=copy, user_ids={user.pk})
    publish(CourseDuplicated(course_id=copy.pk, source_id=original.pk, user_id=user.pk))
    return CoursePage.objects.get(pk=copy.pk)


@transaction.atomic
def fill_duplicate(*, course_id: int, source_id: int, user_id: int) -> int:
    """Copy modules and lessons of `source_id` into its copy `course_id`, all or none; return how many pages.

    Does nothing when it has been done, or when one of the courses is gone meanwhile. About 30 ms a page.
    """
    locked = Page.objects.select_for_update(no_key=True).filter(pk=course_id).order_by()
    copy = CoursePage.objects.filter(pk__in=list(locked.values_list("pk", flat=True))).first()
    source = CoursePage.objects.filter(pk=source_id).first()
    if copy is None or source is None or _is_filled(copy):
        return 0
    user = get_user_model().objects.filter(pk=user_id).first()
    count = 0
    for module in ModulePage.objects.child_of(source).order_by("path"):
        into = _copy(module, copy, user)
        lessons = list(LessonPage.objects.child_of(module).order_by("path"))
        for lesson in lessons:
            _copy(lesson, into, user)
        count += 1 + len(lessons)
    return count


def _is_filled(copy: CoursePage) -> bool:
    copied = PageLogEntry.objects.filter(action="wagtail.copy")
    return copied.filter(page__in=copy.get_children().values("pk")).exists()


def _copy(page, parent: Page, user, *, title: str = ""):
    """One page below `parent`, from its latest draft (a course comes as its draft already)."""
    draft = page if isinstance(page, CoursePage) else page.get_latest_revision_as_object()
    title = title or draft.title
    names = {"title": title, "draft_title": title, "slug": free_slug(parent, title)}
    action = CopyPageAction(
        draft, to=parent, update_attrs={**FRESH, **names}, copy_revisions=False, keep_live=False, user=user
    )
    # Wagtail would ask for the right to add below the catalog, which nobody but moderators has.
    return action.execute(skip_permission_checks=True)


def _copied_title(title: str, language: str) -> str:
    with override(language):
        return gettext("%(title)s (copy)") % {"title": title[: LONGEST_TITLE - 20]}
