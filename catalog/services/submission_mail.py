"""Mails about course reviews: to moderators when something waits, to author and team when it is decided."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.formats import date_format
from wagtail.models import Comment

from accounts.roles import GROUP_OF_ROLE, STAFF_ROLES
from catalog.models import CourseSubmission
from lms_site.mail import queue_mail
from lms_site.middleware.person import zone_named


def mail_moderators(*, submission_id: int, url: str) -> None:
    """Tell every moderator that a course waits; those who handed it in themselves know. Once each."""
    submission = _find(submission_id)
    if submission is None or not submission.is_open:
        return
    groups = [GROUP_OF_ROLE[role] for role in STAFF_ROLES]
    people = _active().filter(Q(groups__name__in=groups) | Q(is_superuser=True)).exclude(pk=submission.author_id)
    _send("course_submitted", submission, people.distinct(), url)


def mail_team(*, submission_id: int, template: str, url: str) -> None:
    """Tell author and team by one of the templates `course_returned` and `course_approved`. Once each and state."""
    submission = _find(submission_id)
    if submission is None:
        return
    team = Q(groups__course_team__course=submission.course_id)
    people = _active().filter(team | Q(pk=submission.author_id)).distinct()
    _send(template, submission, people, url)


def _find(submission_id: int) -> CourseSubmission | None:
    rows = CourseSubmission.objects.select_related("course", "author", "decided_by")
    return rows.filter(pk=submission_id).first()


def _active() -> QuerySet:
    return get_user_model().objects.filter(is_active=True).exclude(email="")


def _send(template: str, submission: CourseSubmission, people: Iterable, url: str) -> None:
    context = {
        "course_title": submission.course.get_admin_display_title(),
        "author": submission.author.name if submission.author else "",
        "moderator": submission.decided_by.name if submission.decided_by else "",
        "message": submission.message,
        "reason": submission.reason,
        "is_published": submission.published_at is not None,
        "page_count": submission.items.count(),
        "comments": _comments(submission),
        "url": url,
    }
    for person in people:
        moment = {"go_live_at": _moment(submission, person)}
        queue_mail(
            key=f"{template}:{submission.pk}:{'live' if submission.published_at else 'waiting'}:{person.pk}",
            to=person.email,
            template=template,
            context={**context, **moment, "name": person.name},
            language=person.language,
        )


def _comments(submission: CourseSubmission) -> list[dict[str, str]]:
    """What was noted on the pages during this review and is not answered yet."""
    pages = submission.items.values("page_id")
    open_ones = Comment.objects.filter(page_id__in=pages, resolved_at=None, created_at__gte=submission.created_at)
    rows = open_ones.select_related("page").order_by("page__path", "pk")
    return [{"page": row.page.draft_title or row.page.title, "text": row.text} for row in rows]


def _moment(submission: CourseSubmission, person) -> str:
    """When the course goes live, in the person's language and time zone; empty when at once."""
    if submission.go_live_at is None:
        return ""
    zone = zone_named(person.timezone or settings.LMS_TIME_ZONE)
    with translation.override(person.language or settings.LANGUAGE_CODE):
        return f"{date_format(submission.go_live_at.astimezone(zone), 'DATETIME_FORMAT')} ({zone.key})"
