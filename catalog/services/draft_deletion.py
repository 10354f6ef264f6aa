"""Taking the draft of a whole course away again."""

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction

from catalog.errors import PageIsLive, PageIsLocked, PageWasLive
from catalog.queries.submissions import unfinished

from .curriculum import refuse_if_in_use
from .curriculum_lock import lock_curriculum, refuse_if_locked


@transaction.atomic
def delete_course_draft(*, user, course_id: int) -> None:
    """Delete a course that never was live and that nobody is enrolled in, with all below it.

    Raises NotYourCourse, PageGone, PageIsLive, PageWasLive, PageIsLocked (also while it is in review), PageInUse.
    """
    course = lock_curriculum(user=user, course_id=course_id)
    tree = course.get_descendants(inclusive=True)
    if tree.live().exists():
        raise PageIsLive
    if tree.filter(first_published_at__isnull=False).exists():
        raise PageWasLive
    refuse_if_locked(course, user)
    if tree.filter(locked=True).exclude(locked_by=user).exists() or unfinished(course.pk).exists():
        raise PageIsLocked
    refuse_if_in_use(course)
    DeletePageAction(course, user=user).execute(skip_permission_checks=True)
