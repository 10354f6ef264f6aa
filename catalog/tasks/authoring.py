"""Checks of content, copies and archives of courses."""

from celery import shared_task
from django.utils import timezone

from catalog.services import check_content, check_links
from catalog.services.duplicate import fill_duplicate as fill
from catalog.services.transfer_uploads import purge_uploads

CHECKS_A_TURN = 20


@shared_task
def check_again(*, course_id: int) -> None:
    """Have the content of a course checked soon, as something in it was published, moved or removed."""
    check_content.mark_stale(course_ids=[course_id])


@shared_task
def renew_checks() -> None:
    """Check the content of courses that changed, a few a turn."""
    check_content.renew_stale(limit=CHECKS_A_TURN)


@shared_task
def visit_links() -> None:
    """At night: visit the other sites that courses link to."""
    if check_links.is_night(timezone.now()):
        check_links.visit_links()


@shared_task
def purge_imports() -> None:
    """Delete archives of courses whose import nobody finished."""
    purge_uploads()


@shared_task
def fill_duplicate(*, course_id: int, source_id: int, user_id: int) -> None:
    """Copy modules and lessons into the copy of a course, once."""
    fill(course_id=course_id, source_id=source_id, user_id=user_id)
