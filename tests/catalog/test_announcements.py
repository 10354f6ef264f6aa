"""Announcements: who may write, who reads, one mail each, and no mail for who wants none."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from catalog.errors import NotOnTeam, TextMissing, TextTooLong, TooManyAnnouncements
from catalog.models import Announcement, AnnouncementOptOut
from catalog.services.announcements import A_DAY, announce, choose_mail, mail_next_batch, remove_announcement
from catalog.services.enrollment import leave
from catalog.signed import mail_choice_token
from catalog.tasks.voices import mail_announcements
from lms_site.models import OutgoingMail
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, make_course
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(lessons=1, title="Batik"))


course = own("course")


def tell(course, title="News", text="The wax is hot.", **more):
    return announce(user=course.owner, course=course, title=title, text=text, **more)


def address(name, *args):
    return reverse(f"catalog:{name}", args=args)


def mails():
    return OutgoingMail.objects.filter(key__startswith="announcement:")


def test_announcement_reaches_every_learner_once_by_mail(course, django_capture_on_commit_callbacks):
    learners = [enroll(course=course).user for _number in range(3)]
    gone = enroll(course=course).user
    leave(user=gone, course_key=course.translation_key)
    ended = enroll(course=course, ends_at=timezone.now() + timedelta(seconds=1), now=timezone.now() - timedelta(days=1))
    ended.grants.update(ends_at=timezone.now() - timedelta(hours=1))
    choose_mail(user_id=learners[2].pk, course_key=course.translation_key, wants_mail=False)
    with django_capture_on_commit_callbacks(execute=True):
        tell(course, title="Hot <wax>", text="<script>x</script>")
    mail_announcements()
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(user.email for user in learners[:2])
    sent = mail.outbox[0]
    assert sent.subject == "Batik: Hot <wax>"
    assert "<script>x" not in sent.alternatives[0][0]
    assert "/learn/announcements/mail/" in sent.body
    assert Announcement.objects.get().mailed_at


def test_batches_go_on_where_they_stopped(course):
    learners = [enroll(course=course).user for _number in range(5)]
    announcement = tell(course)
    assert mail_next_batch(announcement.pk, size=2)
    assert mails().count() == 2
    assert mail_next_batch(announcement.pk, size=2)
    assert not mail_next_batch(announcement.pk, size=2)
    assert not mail_next_batch(announcement.pk, size=2)
    assert mails().count() == len(learners)


def test_announcement_without_mail_stays_on_the_site(course):
    enroll(course=course)
    announcement = tell(course, by_mail=False)
    assert not mail_next_batch(announcement.pk)
    assert not mails().exists()


def test_removed_announcement_is_mailed_no_more(course):
    enroll(course=course)
    announcement = tell(course)
    for _time in range(2):
        remove_announcement(user=course.owner, announcement=announcement)
    mail_announcements()
    assert not mails().exists()


def test_others_may_not_announce_or_remove(course):
    announcement = tell(course)
    for person in (UserFactory(), InstructorFactory(), ModeratorFactory(), enroll(course=course).user):
        with pytest.raises(NotOnTeam):
            announce(user=person, course=course, title="Mine", text="Mine")
        with pytest.raises(NotOnTeam):
            remove_announcement(user=person, announcement=announcement)
    colleague = InstructorFactory()
    course.team.group.user_set.add(colleague)
    announce(user=colleague, course=course, title="Ours", text="Ours")


def test_text_is_checked_and_a_day_has_an_end(course):
    for title, text, error in [("", "x", TextMissing), ("x", " ", TextMissing), ("x", "a" * 5001, TextTooLong)]:
        with pytest.raises(error):
            tell(course, title=title, text=text)
    for _number in range(A_DAY):
        tell(course)
    with pytest.raises(TooManyAnnouncements):
        tell(course)
    tell(course, now=timezone.now() + timedelta(days=1, minutes=1))


def test_course_page_shows_the_news_to_learners_alone(client, course, django_capture_on_commit_callbacks):
    learner = enroll(course=course).user
    with django_capture_on_commit_callbacks(execute=True):
        tell(course, title="Only for <us>", by_mail=False)
    assert "Only for" not in client.get(course.get_url()).content.decode()
    client.force_login(UserFactory())
    assert "Only for" not in client.get(course.get_url()).content.decode()
    client.force_login(learner)
    assert "Only for &lt;us&gt;" in client.get(course.get_url()).content.decode()


def test_page_of_the_course_is_for_learners_team_and_moderators(client, course):
    tell(course, text="For our eyes")
    url = address("announcements", course.translation_key)
    assert client.get(url).status_code == 302
    for person in (UserFactory(), InstructorFactory()):
        client.force_login(person)
        assert client.get(url).status_code == 404
        assert client.post(url, {"title": "x", "text": "x"}).status_code == 404
    learner = enroll(course=course).user
    for person in (learner, course.owner, ModeratorFactory()):
        client.force_login(person)
        assert b"For our eyes" in client.get(url).content
    client.force_login(learner)
    client.post(url, {"title": "x", "text": "x"})
    assert Announcement.objects.count() == 1


def test_team_writes_and_removes_on_the_site(client, course):
    client.force_login(course.owner)
    url = address("announcements", course.translation_key)
    assert client.post(url, {"title": "", "text": "x"}).status_code == 422
    assert client.post(url, {"title": "News", "text": "<script>alert(1)</script>"}).status_code == 302
    assert b"<script>alert" not in client.get(url).content
    remove = address("announcement_remove", Announcement.objects.get().pk)
    assert client.get(remove).status_code == 200
    client.force_login(InstructorFactory())
    assert client.post(remove).status_code == 404
    client.force_login(course.owner)
    assert client.post(remove).status_code == 302
    assert client.get(remove).status_code == 404


def test_mail_choice_works_by_a_signed_link_without_signing_in(client, course):
    learner = enroll(course=course).user
    url = address("announcement_mail", mail_choice_token(learner.pk, course.translation_key))
    assert b"Batik" in client.get(url).content
    assert not AnnouncementOptOut.objects.exists()
    for _time in range(2):
        client.post(url, {"mail": "no"})
    assert AnnouncementOptOut.objects.get().user == learner
    client.post(url, {"mail": "yes"})
    assert not AnnouncementOptOut.objects.exists()
    assert client.post(url + "x/").status_code == 404
    assert client.post(address("announcement_mail", "forged")).status_code == 404


def test_mail_choice_of_whoever_is_signed_in(client, course):
    url = address("announcement_choice", course.translation_key)
    client.force_login(UserFactory())
    client.post(url, {"mail": "no"})
    assert not AnnouncementOptOut.objects.exists()
    client.force_login(enroll(course=course).user)
    client.post(url, {"mail": "no"})
    assert AnnouncementOptOut.objects.count() == 1


@pytest.mark.parametrize("count", [1, 20])
def test_lists_take_the_same_queries_for_any_number(client, course, count, django_assert_num_queries):
    now = timezone.now()
    for number in range(count):
        tell(course, title=f"News {number}", by_mail=False, now=now - timedelta(days=2 * (count - number)))
    client.force_login(enroll(course=course).user)
    for name, args, queries in [("announcements", [course.translation_key], 6), ("all_announcements", [], 4)]:
        url = address(name, *args)
        client.get(url)
        with django_assert_num_queries(queries):
            assert client.get(url).content.count(b'class="letter__title"') == count


def test_deep_pages_skip_and_repeat_nothing(client, course):
    now = timezone.now()
    for number in range(25):
        tell(course, title=f"News-{number}.", by_mail=False, now=now - timedelta(days=2 * (25 - number)))
    client.force_login(enroll(course=course).user)
    url = address("all_announcements")
    first = client.get(url)
    before = first.context["page"].next_before
    tell(course, title="Meanwhile", by_mail=False)
    second = client.get(url, {"before": before})
    found = [row.pk for row in first.context["page"].rows] + [row.pk for row in second.context["page"].rows]
    assert len(found) == len(set(found)) == 25
    for strange in ("x", "-1", "9" * 40, "²"):
        assert client.get(url, {"before": strange}).status_code == 200
