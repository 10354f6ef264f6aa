"""Announcements by many at once: the limit of a day holds, and two workers mail nobody twice."""

import threading
from datetime import timedelta

from django.utils import timezone

from catalog.errors import TooManyAnnouncements
from catalog.models import Announcement
from catalog.services.announcements import A_DAY, announce, mail_next_batch
from lms_site.models import OutgoingMail
from tests.factories.catalog import enroll, make_course
from tests.threads import RACES, all_at_once

pytestmark = RACES
AT_ONCE = 8


def test_announcements_at_once_do_not_pass_the_limit():
    course = make_course(lessons=1)
    results = all_at_once(
        lambda number: announce(user=course.owner, course=course, title=f"{number}", text="x"), range(AT_ONCE)
    )
    assert sum(isinstance(result, TooManyAnnouncements) for result in results) == AT_ONCE - A_DAY
    assert Announcement.objects.count() == A_DAY


def test_control_limit_without_a_lock_is_passed():
    course = make_course(lessons=1)
    looked = threading.Barrier(AT_ONCE)

    def naive(number):
        count = Announcement.objects.filter(created_at__gt=timezone.now() - timedelta(days=1)).count()
        looked.wait(timeout=30)
        if count < A_DAY:
            Announcement.objects.create(course_key=course.translation_key, title=f"{number}", text="x")

    all_at_once(naive, range(AT_ONCE))
    assert Announcement.objects.count() > A_DAY


def test_workers_at_once_write_each_mail_once():
    course = make_course(lessons=1)
    learners = [enroll(course=course).user for _number in range(6)]
    announcement = Announcement.objects.create(course_key=course.translation_key, title="News", text="x")
    for _round in range(4):
        all_at_once(lambda _number: mail_next_batch(announcement.pk, size=2), range(4))
    announcement.refresh_from_db()
    assert announcement.mailed_at
    mails = OutgoingMail.objects.filter(key__startswith=f"announcement:{announcement.pk}:")
    assert mails.count() == len(learners)
