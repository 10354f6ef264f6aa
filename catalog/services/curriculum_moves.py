"""Putting modules and lessons of one course into another order.

The structure of a course belongs to its team: its instructors may reorder live pages too, although
they may not publish, and the public curriculum follows at once. Taking a live page offline is for
moderators (`curriculum_edits.take_offline`).
"""

from django.db import transaction
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, Revision, TaskState

from catalog.errors import WrongPlace
from catalog.models import CoursePage, LessonPage, ModulePage
from catalog.queries.board import stamp_of

from .courses import free_slug
from .curriculum_lock import CurriculumPage, lock_curriculum, page_of, refuse_if_outdated


@transaction.atomic
def move_page(
    *, user, course_id: int, page_id: int, parent_id: int, before_id: int | None = None, stamp: str
) -> CurriculumPage:
    """Put a module into the course, or a lesson into a module, before the sibling `before_id` or at the end.

    `stamp` is that of the board on which the person decided. Addresses that change get redirects,
    the version of the course grows, progress is counted again, and the log says who moved what. A
    lesson whose last part of the address is taken in the new module gets a free one. Moving to where
    the page stands already changes nothing.

    Raises NotYourCourse, PageGone, WrongPlace, and BoardOutdated when anything has moved since.
    """
    course = lock_curriculum(user=user, course_id=course_id)
    page = page_of(course, page_id)
    refuse_if_outdated(course, stamp)
    parent = _parent(course, page, parent_id)
    siblings = [sibling for sibling in parent.get_children() if sibling.pk != page.pk]
    place = _place(siblings, before_id)
    _put(page, parent, siblings, place, user)
    return page_of(course, page_id)


@transaction.atomic
def place_page(*, user, course_id: int, page_id: int, parent_id: int, position: int | None = None) -> CurriculumPage:
    """Put a page at `position` (from 1; beyond the end or None: at the end) below `parent_id`.

    For programs, which name a place and no neighbour. Raises NotYourCourse, PageGone, WrongPlace.
    """
    course = lock_curriculum(user=user, course_id=course_id)
    page = page_of(course, page_id)
    siblings = [sibling for sibling in _parent(course, page, parent_id).get_children() if sibling.pk != page.pk]
    before = siblings[position - 1].pk if position is not None and position <= len(siblings) else None
    return move_page(
        user=user,
        course_id=course_id,
        page_id=page_id,
        parent_id=parent_id,
        before_id=before,
        stamp=stamp_of(course),
    )


@transaction.atomic
def step_page(*, user, course_id: int, page_id: int, by: int, stamp: str) -> CurriculumPage:
    """Move a page one place up (`by` -1) or down (1); a lesson at the end of its module goes into the next.

    Raises as `move_page` does; at either end of the course nothing changes.
    """
    course = lock_curriculum(user=user, course_id=course_id)
    page = page_of(course, page_id)
    refuse_if_outdated(course, stamp)
    parent = page.get_parent()
    family = list(parent.get_children())
    siblings = [sibling for sibling in family if sibling.pk != page.pk]
    place = [sibling.pk for sibling in family].index(page.pk) + by
    if 0 <= place <= len(siblings):
        _put(page, parent, siblings, place, user)
    elif isinstance(page, LessonPage):
        neighbour = parent.get_next_sibling() if by > 0 else parent.get_prev_sibling()
        if neighbour is not None:
            others = list(neighbour.get_children())
            _put(page, neighbour, others, 0 if by > 0 else len(others), user)
    return page_of(course, page_id)


def _parent(course: CoursePage, page: CurriculumPage, parent_id: int) -> Page:
    if isinstance(page, ModulePage):
        if parent_id != course.pk:
            raise WrongPlace
        return course
    parent = course if parent_id == course.pk else page_of(course, parent_id)
    if not isinstance(parent, ModulePage):
        raise WrongPlace
    return parent


def _place(siblings: list[Page], before_id: int | None) -> int:
    if before_id is None:
        return len(siblings)
    ids = [sibling.pk for sibling in siblings]
    if before_id not in ids:
        raise WrongPlace
    return ids.index(before_id)


def _put(page: CurriculumPage, parent: Page, siblings: list[Page], place: int, user) -> None:
    """Move `page` below `parent` so that it stands at `place` among `siblings`, which do not count itself."""
    stays = page.is_child_of(parent)
    if stays and sum(1 for sibling in siblings if sibling.path < page.path) == place:
        return
    if not stays:
        _free_address(page, parent)
    target, position = (siblings[place], "left") if place < len(siblings) else (parent, "last-child")
    # The team's right to arrange is ours to judge, and judged; Wagtail would ask for the right to publish.
    MovePageAction(page, target, pos=position, user=user).execute(skip_permission_checks=True)


def _free_address(page: CurriculumPage, parent: Page) -> None:
    """Give `page` a slug that no child of `parent` has, in the page and in whatever may be published of it."""
    if not parent.get_children().filter(slug=page.slug).exists():
        return
    slug = free_slug(parent, page.title)
    page.slug = slug
    Page.objects.filter(pk=page.pk).update(slug=slug)
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, revision__isnull=False)
    revisions = Revision.page_revisions.filter(object_id=str(page.pk))
    scheduled = revisions.filter(approved_go_live_at__isnull=False)
    reviewed = revisions.filter(pk__in=waiting.values("revision"))
    for revision in revisions.filter(pk=page.latest_revision_id) | scheduled | reviewed:
        revision.content["slug"] = slug
        revision.save(update_fields=["content"])
