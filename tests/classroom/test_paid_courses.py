"""A course that costs money is not given away by a batch."""

import pytest

from catalog.models import CoursePage
from classroom.errors import BatchInvalid, JoinRefused
from classroom.models import Joining
from classroom.services.batches import change_batch
from classroom.services.joining import join_by_oneself
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, make_plan

pytestmark = pytest.mark.django_db


def paid_course():
    return make_course(modules=0, price_minor=2000, currency="USD")


def test_batch_of_a_paid_course_is_never_open_to_anybody():
    with pytest.raises(BatchInvalid) as refusal:
        make_batch(paid_course(), joining=Joining.ANYBODY)
    assert refusal.value.code == "BATCH_PAID_COURSE"


@pytest.mark.parametrize("joining", [Joining.CODE, Joining.STAFF, Joining.PURCHASE])
def test_batch_of_a_paid_course_is_for_buyers_codes_and_staff(joining):
    batch = make_batch(paid_course(), joining=joining)
    with pytest.raises(BatchInvalid):
        change_batch(batch=batch, plan=make_plan(joining=Joining.ANYBODY))


def test_batch_of_a_course_that_costs_money_since_lets_nobody_in_for_nothing():
    course = make_course(modules=0)
    batch = make_batch(course)
    CoursePage.objects.filter(pk=course.pk).update(price_minor=2000)
    with pytest.raises(JoinRefused):
        join_by_oneself(user=UserFactory(), batch=batch)
