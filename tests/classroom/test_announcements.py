"""Announcing in a batch: at once, at a time, pinned, changed, taken back."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import User
from catalog.errors import TextMissing, TextTooLong
from catalog.services.announcements import choose_mail
from classroom.errors import AnnouncementInvalid, BatchArchived
from classroom.models import BatchAnnouncement
from classroom.services.announcement_publishing import mail_next_members, publish_due_announcements
from classroom.services.announcements import (
    AnnouncementDraft,
    change_announcement,
    pin_announcement,
    publish_now,
    remove_announcement,
    restore_announcement,
)
from classroom.services.batches import archive_batch
from classroom.services.joining import leave_batch
from classroom.tasks.stream import mail_announcements, publish_due
from lms_site.models import OutboxEvent, OutgoingMail
from tests.factories.accounts import UserFactory
from tests.factories.classroom import make_batch, seat
from tests.factories.stream import announce
from tests.sharing import own

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATER = NOW + timedelta(hours=3)


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(batch=make_batch(name="Morning group"))


batch = own("batch")


def published() -> int:
    return OutboxEvent.objects.filter(name="classroom.events.AnnouncementPublished").count()


def test_announcement_goes_out_at_once_as_harmless_html(batch):
    one = announce(batch, text="Bring **wax** <script>alert(1)</script>", now=NOW)
    assert one.published_at == NOW
    assert "<strong>wax</strong>" in one.html
    assert "<script" not in one.html
    assert published() == 1


def test_announcement_waits_for_its_time_and_goes_out_once(batch):
    one = announce(batch, publish_at=LATER, now=NOW)
    assert (one.published_at, published()) == (None, 0)
    assert publish_due_announcements(now=LATER - timedelta(seconds=1)) == 0
    assert [publish_due_announcements(now=LATER) for _twice in range(2)] == [1, 0]
    one.refresh_from_db()
    assert (one.published_at, published()) == (LATER, 1)


def test_time_that_is_over_is_refused(batch):
    with pytest.raises(AnnouncementInvalid):
        announce(batch, publish_at=NOW, now=NOW)
    assert not BatchAnnouncement.objects.exists()


def test_archived_batch_publishes_nothing_and_takes_nothing(batch):
    waiting = announce(batch, publish_at=LATER, now=NOW)
    archive_batch(batch=batch)
    assert publish_due_announcements(now=LATER) == 0
    draft = AnnouncementDraft(text="x")
    for act in (
        lambda: announce(batch),
        lambda: publish_now(announcement=waiting),
        lambda: change_announcement(announcement=waiting, draft=draft),
        lambda: remove_announcement(announcement=waiting),
        lambda: pin_announcement(announcement=waiting),
    ):
        with pytest.raises(BatchArchived):
            act()


@pytest.mark.parametrize(("text", "error"), [(" \n\0", TextMissing), ("x" * 10_001, TextTooLong)])
def test_text_must_be_there_and_not_too_long(batch, text, error):
    with pytest.raises(error):
        announce(batch, text=text)


def test_what_is_out_is_marked_as_edited_and_stays_out(batch):
    one = announce(batch, now=NOW)
    same = change_announcement(announcement=one, draft=AnnouncementDraft(text=one.text, is_pinned=True), now=LATER)
    assert (same.edited_at, same.is_pinned) == (None, True)
    draft = AnnouncementDraft(text="*Other* words", publish_at=LATER + timedelta(days=1))
    changed = change_announcement(announcement=one, draft=draft, now=LATER)
    assert (changed.edited_at, changed.published_at, changed.publish_at) == (LATER, NOW, None)
    assert "<em>Other</em>" in changed.html
    assert published() == 1


def test_what_waits_can_be_moved_kept_as_a_draft_or_published(batch):
    one = announce(batch, publish_at=LATER, now=NOW)
    moved = change_announcement(
        announcement=one, draft=AnnouncementDraft(text="x", publish_at=LATER + timedelta(days=1)), now=NOW
    )
    assert moved.publish_at == LATER + timedelta(days=1)
    draft = change_announcement(announcement=one, draft=AnnouncementDraft(text="x"), now=NOW)
    assert (draft.publish_at, publish_due_announcements(now=LATER)) == (None, 0)
    for _twice in range(2):
        assert publish_now(announcement=one, now=NOW).published_at == NOW
    assert published() == 1


def test_few_are_pinned(batch):
    for _number in range(5):
        announce(batch, is_pinned=True)
    with pytest.raises(AnnouncementInvalid) as refusal:
        announce(batch, is_pinned=True)
    assert refusal.value.code == "ANNOUNCEMENT_PINS"
    sixth = announce(batch)
    with pytest.raises(AnnouncementInvalid):
        pin_announcement(announcement=sixth)
    first = BatchAnnouncement.objects.order_by("pk").first()
    for _twice in range(2):
        pin_announcement(announcement=first)
    pin_announcement(announcement=first, is_pinned=False)
    assert pin_announcement(announcement=sixth).is_pinned


def test_removed_one_is_put_back(batch):
    waiting = announce(batch, publish_at=LATER, now=NOW, is_pinned=True)
    for _twice in range(2):
        remove_announcement(announcement=waiting)
    assert publish_due_announcements(now=LATER) == 0
    assert publish_now(announcement=waiting).published_at is None
    for _twice in range(2):
        back = restore_announcement(announcement=waiting)
    assert (back.removed_at, back.is_pinned) == (None, False)
    assert publish_due_announcements(now=LATER) == 1


def recipients() -> list[str]:
    return sorted(address for row in OutgoingMail.objects.all() for address in row.to)


def test_members_are_mailed_once_and_in_rounds(batch):
    people = [seat(batch).user for _person in range(3)]
    declined, gone = seat(batch).user, seat(batch).user
    choose_mail(user_id=declined.pk, course_key=batch.course_key, wants_mail=False)
    leave_batch(user=gone, batch=batch)
    User.objects.filter(pk=seat(batch).user_id).update(is_active=False)
    UserFactory()
    OutgoingMail.objects.all().delete()
    one = announce(batch, by_mail=True)
    assert [mail_next_members(one.pk, size=2) for _round in range(3)] == [True, False, False]
    assert recipients() == sorted(person.email for person in people)
    mail_announcements()
    assert len(recipients()) == 3


def test_nobody_is_mailed_without_being_asked_for_or_before_the_time(batch):
    seat(batch)
    OutgoingMail.objects.all().delete()
    announce(batch)
    announce(batch, by_mail=True, publish_at=LATER, now=NOW)
    removed = announce(batch, by_mail=True)
    remove_announcement(announcement=removed)
    mail_announcements()
    assert recipients() == []


def test_mail_speaks_the_language_of_the_person_and_lets_them_stop(batch, django_capture_on_commit_callbacks):
    person = seat(batch, UserFactory(language="id")).user
    announce(batch, by_mail=True, text="# We meet at *nine*\n\n[The plan](/learn/)", publish_at=LATER, now=NOW)
    mail.outbox.clear()
    with time_machine.travel(LATER, tick=False), django_capture_on_commit_callbacks(execute=True):
        publish_due()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([person.email], "Morning group: We meet at nine")
    assert f"/batches/{batch.pk}/announcements/" in sent.body
    html = sent.alternatives[0][0]
    assert "<em>nine</em>" in html
    assert 'href="http://127.0.0.1:8000/learn/"' in html
