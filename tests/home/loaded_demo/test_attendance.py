"""The demo shows attendance in use."""

import pytest

from classroom.models import Attendance, Presence, SessionReminder
from home.demo.attendance import EXCUSE, GUEST

pytestmark = pytest.mark.django_db


def test_sessions_that_are_over_have_attendance_a_guest_and_an_excuse(demo):
    assert set(Attendance.objects.values_list("status", flat=True)) >= {"present", "absent", "excused"}
    assert Attendance.objects.filter(note=EXCUSE, marked_by__email="instructor@example.com").exists()
    assert Presence.objects.filter(user=None, name=GUEST).exists()
    assert not SessionReminder.objects.exists()
