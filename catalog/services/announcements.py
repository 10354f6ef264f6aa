"""News of a course to all its learners: on the site at once, by mail in batches."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from catalog.errors import NotOnTeam, TooManyAnnouncements
from catalog.events import CourseAnnounced
from catalog.models import Announcement, AnnouncementOptOut, CoursePage, CourseTeam, Enrollment, Grant
from catalog.models.announcement import MAX_ANNOUNCEMENT_LETTERS
from catalog.queries.named_courses import titles_of
from catalog.signed import mail_choice_token
from lms_site.cache_versions import bump
from lms_site.events import publish
from lms_site.links import absolute_url
from lms_site.mail import queue_mail

from .plain_text import clean_text

A_DAY = 5
BATCH = 100


@transaction.atomic
def announce(
    *, user, course: CoursePage, title: str, text: str, by_mail: bool = True, now: datetime | None = None
) -> Announcement:
    """Tell everybody who takes `course`; with `by_mail` each of them once by mail, too.

    Publishes CourseAnnounced. Raises NotOnTeam, TooManyAnnouncements, TextMissing, TextTooLong.
    """
    now = now or timezone.now()
    title = " ".join(clean_text(title, longest=150).split())
    text = clean_text(text, longest=MAX_ANNOUNCEMENT_LETTERS)
    _lock_team(user, course.translation_key)
    known = Announcement.objects.filter(course_key=course.translation_key, created_at__gt=now - timedelta(days=1))
    if known.count() >= A_DAY:
        raise TooManyAnnouncements
    announcement = Announcement.objects.create(
        course_key=course.translation_key,
        author=user,
        title=title,
        text=text,
        created_at=now,
        mailed_at=None if by_mail else now,
    )
    publish(CourseAnnounced(announcement_id=announcement.pk))
    bump("public")
    return announcement


@transaction.atomic
def remove_announcement(*, user, announcement: Announcement, now: datetime | None = None) -> None:
    """Take it from the site and write no more mails of it; twice is once. Raises NotOnTeam."""
    _lock_team(user, announcement.course_key)
    now = now or timezone.now()
    rows = Announcement.objects.filter(pk=announcement.pk, removed_at__isnull=True)
    if rows.update(removed_at=now):
        Announcement.objects.filter(pk=announcement.pk, mailed_at__isnull=True).update(mailed_at=now)
        bump("public")


def _lock_team(user, course_key: UUID) -> None:
    """The lock under which the announcements of a day are counted; raises NotOnTeam."""
    teams = CourseTeam.objects.filter(course__translation_key=course_key, group__user=user)
    if not list(teams.select_for_update(of=("self",), no_key=True)):
        raise NotOnTeam


@transaction.atomic
def mail_next_batch(announcement_id: int, *, size: int = BATCH, now: datetime | None = None) -> bool:
    """Write the mails to the next `size` learners; returns whether there are more to write.

    In one transaction with the mark how far it came, so that a round that breaks off repeats nothing and
    leaves nobody out. Who is at it already is left alone (False).
    """
    waiting = Announcement.objects.filter(pk=announcement_id, mailed_at__isnull=True)
    announcement = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if announcement is None:
        return False
    now = now or timezone.now()
    course_title = titles_of([announcement.course_key]).get(announcement.course_key, "")
    runs = list(_runs_to_tell(announcement, now)[:size])
    for run in runs:
        _mail(announcement, run.user, course_title)
    announcement.mailed_up_to = runs[-1].user_id if runs else announcement.mailed_up_to
    announcement.mailed_at = None if len(runs) == size else now
    announcement.save(update_fields=["mailed_up_to", "mailed_at"])
    return announcement.mailed_at is None


def _runs_to_tell(announcement: Announcement, now: datetime) -> QuerySet[Enrollment]:
    """Open runs of active people, by the id of the person, behind the mark."""
    key = announcement.course_key
    runs = Enrollment.objects.filter(course_key=key, is_active=True, user__is_active=True)
    runs = runs.filter(Exists(Grant.objects.valid_at(now).filter(enrollment=OuterRef("pk"))))
    declined = AnnouncementOptOut.objects.filter(course_key=key, user=OuterRef("user"))
    runs = runs.exclude(Exists(declined)).filter(user_id__gt=announcement.mailed_up_to)
    return runs.select_related("user").order_by("user_id")


def _mail(announcement: Announcement, learner, course_title: str) -> None:
    choice = reverse("catalog:announcement_mail", args=[mail_choice_token(learner.pk, announcement.course_key)])
    queue_mail(
        key=f"announcement:{announcement.pk}:{learner.pk}",
        to=learner.email,
        template="announcement",
        context={
            "name": learner.name,
            "course_title": course_title,
            "title": announcement.title,
            "text": announcement.text,
            "url": absolute_url(reverse("catalog:announcements", args=[announcement.course_key])),
            "choice_url": absolute_url(choice),
        },
        language=learner.language,
    )


@transaction.atomic
def choose_mail(*, user_id: int, course_key: UUID, wants_mail: bool) -> None:
    """Let a person get the announcements of a course by mail, or on the site alone; twice is once."""
    if wants_mail:
        AnnouncementOptOut.objects.filter(user_id=user_id, course_key=course_key).delete()
    else:
        AnnouncementOptOut.objects.get_or_create(user_id=user_id, course_key=course_key)
