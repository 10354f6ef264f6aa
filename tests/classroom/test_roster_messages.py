"""Mails of those who teach to people of a batch."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from classroom.errors import BatchArchived, MessageInvalid, TooManyMessages
from classroom.models import RosterMessage
from classroom.services.batches import archive_batch
from classroom.services.joining import leave_batch
from classroom.services.roster_messages import MESSAGES_A_DAY, mail_message, write_to_members
from lms_site.models import OutgoingMail
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.roster import teacher_of
from tests.sharing import own

pytestmark = pytest.mark.django_db
MAIL = {"subject": "Thursday", "text": "Bring a pencil."}


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(modules=0))


course = own("course")


def write(batch, **changes):
    return write_to_members(batch=batch, sender=teacher_of(batch), **{**MAIL, **changes})


def test_each_gets_a_mail_of_their_own_with_the_senders_name(mailoutbox, django_capture_on_commit_callbacks, course):
    batch = make_batch(course, teacher=InstructorFactory(display_name='Sekar "S" Ayu'), name="Mondays")
    people = [seat(batch).user for _person in range(2)]
    leave_batch(user=seat(batch).user, batch=batch)
    seat(batch, UserFactory(is_active=False))
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        write(batch, text="See https://example.com <b>now</b>")
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(person.email for person in people)
    mail = mailoutbox[0]
    assert (mail.subject, mail.reply_to) == ("Thursday", [teacher_of(batch).email])
    assert mail.message()["From"].startswith('"Sekar \\"S\\" Ayu" <')
    assert "See https://example.com <b>now</b>" in mail.body
    assert "&lt;b&gt;now&lt;/b&gt;" in mail.alternatives[0][0]
    assert "An answer goes to Sekar" in mail.body


def test_chosen_ones_alone_and_only_of_those_in_the_batch(course):
    batch, stranger = make_batch(course), UserFactory()
    chosen, _other = seat(batch).user_id, seat(batch)
    assert write(batch, people=[chosen, stranger.pk]).recipients == [chosen]
    with pytest.raises(MessageInvalid, match="Nobody of those"):
        write(batch, people=[stranger.pk])


@pytest.mark.parametrize("changes", [{"subject": " \n "}, {"text": "  "}])
def test_nothing_to_say_is_refused(changes, course):
    batch = make_batch(course)
    seat(batch)
    with pytest.raises(MessageInvalid, match="Write a subject"):
        write(batch, **changes)


def test_line_breaks_of_a_subject_are_spaces(course):
    batch = make_batch(course)
    seat(batch)
    assert write(batch, subject="Hello\r\nBcc: all@example.com").subject == "Hello Bcc: all@example.com"


def test_there_is_an_end_of_messages_a_day(course):
    batch, now = make_batch(course), timezone.now()
    seat(batch)
    for _message in range(MESSAGES_A_DAY):
        write(batch, now=now)
    with pytest.raises(TooManyMessages):
        write(batch, now=now)
    write(batch, now=now + timedelta(days=1, seconds=1))


def test_broken_off_message_goes_on_and_writes_nobody_twice(course):
    batch = make_batch(course)
    for _person in range(3):
        seat(batch)
    message = write(batch)
    for _twice in range(2):
        mail_message(message_id=message.pk, url="https://example.com")
        OutgoingMail.objects.filter(key__startswith="roster-message:").first().delete()
        RosterMessage.objects.update(mailed_at=None)
    mail_message(message_id=message.pk, url="https://example.com")
    mail_message(message_id=message.pk, url="https://example.com")
    assert OutgoingMail.objects.filter(key__startswith="roster-message:").count() == 3


def test_nothing_is_written_in_an_archived_batch(course):
    batch = make_batch(course)
    seat(batch)
    archive_batch(batch=batch)
    with pytest.raises(BatchArchived):
        write(batch)
