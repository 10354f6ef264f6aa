"""Many at once: what is due goes out once, each member is mailed once, no more are pinned than may be."""

from datetime import timedelta

from django.utils import timezone

from classroom.errors import AnnouncementInvalid
from classroom.models import AnnouncementComment, BatchAnnouncement
from classroom.services.announcement_publishing import mail_next_members, publish_due_announcements
from classroom.services.announcements import pin_announcement, publish_now
from classroom.services.comments import MOST_AN_HOUR, write_comment
from lms_site.models import OutboxEvent, OutgoingMail
from tests.factories.classroom import make_batch, seat
from tests.factories.stream import announce
from tests.threads import RACES, all_at_once

pytestmark = RACES
MANY = 12


def published() -> int:
    return OutboxEvent.objects.filter(name="classroom.events.AnnouncementPublished").count()


def test_what_is_due_goes_out_once_however_many_let_it_out():
    later = timezone.now() + timedelta(hours=1)
    one = announce(publish_at=later)
    acts = [lambda: publish_due_announcements(now=later), lambda: publish_now(announcement=one)] * (MANY // 2)
    all_at_once(lambda act: act(), acts)
    assert published() == 1


def test_each_member_is_mailed_once():
    batch = make_batch()
    for _person in range(6):
        seat(batch)
    OutgoingMail.objects.all().delete()
    one = announce(batch, publish_at=timezone.now() + timedelta(hours=1), by_mail=True)
    BatchAnnouncement.objects.update(published_at=timezone.now())
    for _round in range(4):
        all_at_once(lambda _number: mail_next_members(one.pk, size=2), range(MANY))
    recipients = [address for row in OutgoingMail.objects.all() for address in row.to]
    assert len(recipients) == len(set(recipients)) == 6


def test_no_more_are_pinned_than_may_be():
    batch = make_batch()
    results = all_at_once(lambda one: pin_announcement(announcement=one), [announce(batch) for _number in range(MANY)])
    assert sum(isinstance(result, AnnouncementInvalid) for result in results) == MANY - 5
    assert BatchAnnouncement.objects.filter(is_pinned=True).count() == 5


def test_comments_of_one_person_are_counted_over_all_batches():
    streams = [announce() for _number in range(MANY)]
    person = seat(make_batch()).user
    AnnouncementComment.objects.bulk_create(
        AnnouncementComment(announcement=streams[0], author=person, text=f"{number}")
        for number in range(MOST_AN_HOUR - 2)
    )
    all_at_once(lambda one: write_comment(user=person, announcement=one, text="x"), streams)
    assert AnnouncementComment.objects.count() == MOST_AN_HOUR
