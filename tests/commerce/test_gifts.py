"""Gifts: paid by one, redeemed by another, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.access import standing_in
from catalog.errors import CourseClosed
from catalog.models import Enrollment, Grant
from commerce.errors import GiftSpent, GiftTakenBack, GiftUnknown
from commerce.models import Gift
from commerce.services.gifts import redeem_gift, send_due_gifts
from commerce.services.refunds import request_refund, send_refund
from lms_site.models import OutgoingMail
from tests.factories.accounts import UserFactory
from tests.factories.commerce import make_gift_order, make_paid_course

pytestmark = pytest.mark.django_db


def test_buyer_of_a_gift_gets_no_access_and_the_receiver_does():
    buyer, friend, course = UserFactory(), UserFactory(), make_paid_course()
    make_gift_order(buyer, course)
    assert not Enrollment.objects.exists()
    redeem_gift(user=friend, token=Gift.objects.get().token)
    assert standing_in(friend, course.translation_key).is_open
    assert Grant.objects.get().source == Grant.Source.GIFT


def test_gift_is_redeemed_once():
    make_gift_order()
    token, friend = Gift.objects.get().token, UserFactory()
    redeem_gift(user=friend, token=token)
    redeem_gift(user=friend, token=token)
    with pytest.raises(GiftSpent):
        redeem_gift(user=UserFactory(), token=token)
    assert Enrollment.objects.count() == 1


def test_gift_of_a_course_that_is_closed_waits_until_it_opens_again():
    friend, course = UserFactory(), make_paid_course()
    make_gift_order(UserFactory(), course)
    token = Gift.objects.get().token
    course.unpublish()
    with pytest.raises(CourseClosed):
        redeem_gift(user=friend, token=token)
    assert Gift.objects.get().redeemed_at is None
    course.get_latest_revision().publish()
    redeem_gift(user=friend, token=token)
    assert standing_in(friend, course.translation_key).is_open


def test_unknown_token_is_refused():
    with pytest.raises(GiftUnknown):
        redeem_gift(user=UserFactory(), token="nothing")


def test_refunded_gift_cannot_be_redeemed_any_more_and_a_redeemed_one_ends():
    for is_redeemed in (False, True):
        friend, course = UserFactory(), make_paid_course()
        order = make_gift_order(UserFactory(), course)
        gift = Gift.objects.get(line__order=order)
        if is_redeemed:
            redeem_gift(user=friend, token=gift.token)
        refund = request_refund(order=order, amounts={gift.line_id: None}, reason="staff")
        send_refund(refund_id=refund.pk)
        assert not standing_in(friend, course.translation_key).is_open
        with pytest.raises(GiftTakenBack):
            redeem_gift(user=friend, token=gift.token)


def test_gift_goes_out_on_its_day_and_once():
    today = timezone.now().date()
    make_gift_order(gift_on=today + timedelta(days=3), gift_message="Happy birthday <3")
    assert send_due_gifts() == 0
    later = timezone.now() + timedelta(days=4)
    assert [send_due_gifts(now=later), send_due_gifts(now=later)] == [1, 0]
    mail = OutgoingMail.objects.get(key__startswith="gift:")
    assert mail.to == ["friend@example.com"]
    assert Gift.objects.get().token in mail.text
    assert "Happy birthday <3" in mail.text
    assert "<3" not in mail.html


def test_gift_without_a_day_goes_out_at_once():
    make_gift_order()
    assert send_due_gifts() == 1
