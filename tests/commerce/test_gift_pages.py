"""A gift, seen by whoever has its link."""

import pytest
from django.core import mail
from django.utils import timezone

from catalog.access import standing_in
from commerce.models import CartItem, Gift
from commerce.services.gifts import send_due_gifts
from commerce.services.orders import Billing, place_order
from lms_site.models import OutgoingMail
from tests.commerce.shop_material import text_of
from tests.factories.accounts import UserFactory
from tests.factories.commerce import fill_cart, make_bundle, make_paid_course, pay, seen_by

pytestmark = pytest.mark.django_db


def give(*things) -> Gift:
    """A gift of Budi to Ani, paid."""
    giver = UserFactory(display_name="Budi")
    fill_cart(giver, *(things or [make_paid_course(title="Weaving")]))
    CartItem.objects.update(gift_email="ani@example.com", gift_name="Ani", gift_message="For <you>.\nEnjoy it.")
    pay(place_order(user=giver, billing=Billing(), seen=seen_by(giver)))
    return Gift.objects.get()


def address(gift: Gift) -> str:
    return f"/gifts/{gift.token}/"


def test_visitor_sees_the_gift_and_signs_in_to_take_it(client):
    gift = give()
    answer = client.get(address(gift))
    page = text_of(answer)
    for words in ("A gift from Budi", "Weaving", "For &lt;you&gt;.<br>Enjoy it.", f"?next={address(gift)}"):
        assert words in page
    assert "$" not in page
    assert answer["Referrer-Policy"] == "same-origin"
    assert client.post(address(gift))["Location"] == f"/accounts/login/?next={address(gift)}"
    assert Gift.objects.get().redeemed_at is None


def test_gift_opens_its_course_once_for_who_takes_it(client):
    course = make_paid_course(title="Weaving")
    gift, learner = give(course), UserFactory()
    client.force_login(learner)
    assert client.get(address(gift)).status_code == 200
    assert Gift.objects.get().redeemed_at is None
    assert client.post(address(gift))["Location"] == course.get_url()
    assert standing_in(learner, course.translation_key).is_open
    assert "You have redeemed it" in text_of(client.get(address(gift)))
    client.force_login(UserFactory())
    assert "has been redeemed already" in text_of(client.get(address(gift)))
    answer = client.post(address(gift), follow=True)
    assert "has been redeemed already" in text_of(answer)


def test_gift_of_several_courses_leads_to_the_learners_page(client):
    gift = give(make_bundle(make_paid_course(), make_paid_course()))
    client.force_login(UserFactory())
    assert client.post(address(gift))["Location"] == "/learn/"


def test_gift_that_was_taken_back_says_so(client):
    gift = give()
    Gift.objects.update(cancelled_at=timezone.now())
    client.force_login(UserFactory())
    assert "This gift is no longer valid." in text_of(client.get(address(gift)))
    assert "This gift is no longer valid." in text_of(client.post(address(gift), follow=True))


def test_unknown_gift_is_not_found(client):
    assert client.get("/gifts/nothing/").status_code == client.post("/gifts/nothing/").status_code == 404


def test_mail_says_who_gives_what_and_carries_the_link(django_capture_on_commit_callbacks):
    gift = give()
    with django_capture_on_commit_callbacks(execute=True):
        send_due_gifts()
    assert OutgoingMail.objects.filter(key=f"gift:{gift.pk}").exists()
    letter = mail.outbox[-1]
    html = letter.alternatives[0].content
    assert (letter.to, letter.subject) == (["ani@example.com"], "Budi gives you “Weaving”")
    assert "For <you>." in letter.body
    assert "For &lt;you&gt;.<br>" in html
    for body in (letter.body, html):
        assert address(gift) in body
