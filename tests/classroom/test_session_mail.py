"""Members learn of a near session that moves or is cancelled: once, in their language, by their clocks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from classroom.services.session_mail import tell_of_change
from classroom.services.sessions import cancel_session, change_session
from lms_site.models import OutgoingMail
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session, make_session_plan
from tests.sharing import own

pytestmark = pytest.mark.django_db
URL = "https://school.example/batches/1/sessions/"


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(modules=0))


course = own("course")


def tell(session) -> list[OutgoingMail]:
    tell_of_change(session_id=session.pk, url=URL)
    return list(OutgoingMail.objects.order_by("pk"))


def test_moved_session_is_told_once_each_time_by_the_readers_clocks(course):
    starts_at = datetime.combine(timezone.now().date() + timedelta(days=3), datetime.min.time(), UTC)
    batch = make_batch(course)
    reader = UserFactory(language="id", timezone="Europe/Berlin")
    seat(batch, reader)
    gone = seat(batch)
    gone.left_at = gone.joined_at
    gone.save()
    session = make_session(batch, starts_at=starts_at)
    plan = make_session_plan(starts_at=starts_at + timedelta(hours=12))
    session = change_session(session=session, plan=plan)
    for _twice in range(2):
        mails = tell(session)
    assert [mail.to for mail in mails] == [[reader.email]]
    assert mails[0].language == "id"
    assert "(Europe/Berlin)" in mails[0].text
    assert URL in mails[0].text
    assert URL in mails[0].html
    change_session(session=session, plan=replace(plan, title="Only the title"))
    assert len(tell(session)) == 1
    change_session(session=session, plan=replace(plan, minutes=90, starts_at=starts_at + timedelta(hours=13)))
    assert len(tell(session)) == 2


def test_cancelled_session_is_told_to_members_and_its_host(course):
    batch = make_batch(course, name="Bread & <b>Butter</b>")
    host, reader = batch.teachers.get().user, seat(batch).user
    session = cancel_session(session=make_session(batch, host=host))
    mails = tell(session)
    assert {mail.to[0] for mail in mails} == {host.email, reader.email}
    assert mails[0].subject == "“First meeting” is cancelled"
    assert "Bread & <b>Butter</b>" in mails[0].text
    assert "<b>Butter</b>" not in mails[0].html


@pytest.mark.parametrize(
    ("days", "until", "number"), [(20, 21, 0), (20, 3, 1), (3, 20, 1)], ids=["far", "comes near", "goes away"]
)
def test_mail_is_written_where_one_of_the_times_is_near(days, until, number, course):
    batch = make_batch(course)
    seat(batch)
    now = timezone.now()
    session = make_session(batch, starts_at=now + timedelta(days=days))
    change_session(session=session, plan=make_session_plan(starts_at=now + timedelta(days=until)))
    assert len(tell(session)) == number


def test_nobody_is_told_of_what_is_past(course):
    batch = make_batch(course)
    seat(batch)
    session = cancel_session(session=make_session(batch, starts_at=timezone.now() - timedelta(minutes=1)))
    assert tell(session) == []
