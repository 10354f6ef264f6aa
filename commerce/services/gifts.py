"""Gifts: sent on their day, redeemed once."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import ActivityVerb
from accounts.services.activity import record_activity
from catalog.errors import CourseClosed
from catalog.models import Grant
from commerce.errors import GiftSpent, GiftTakenBack, GiftUnknown
from commerce.models import Gift, Order
from lms_site.mail import queue_mail

from .fulfilment import open_lines


def gift_named(token: str) -> Gift:
    """The gift that a link names. Raises GiftUnknown."""
    gifts = Gift.objects.select_related("line__order__user", "line__offer").prefetch_related("line__courses")
    gift = gifts.filter(token=token).first()
    if gift is None:
        raise GiftUnknown
    return gift


@transaction.atomic
def redeem_gift(*, user, token: str, now: datetime | None = None) -> Gift:
    """Open to `user` what somebody gave, once; the same person may press the button twice.

    Raises GiftUnknown, GiftSpent, GiftTakenBack, and CourseClosed when a course cannot be opened.
    """
    now = now or timezone.now()
    order_id = Gift.objects.filter(token=token).values_list("line__order_id", flat=True).first()
    if order_id is None:
        raise GiftUnknown
    Order.objects.select_for_update().get(pk=order_id)
    gift = gift_named(token)
    if gift.cancelled_at:
        raise GiftTakenBack
    if gift.redeemed_at:
        if gift.redeemed_by_id != user.pk:
            raise GiftSpent
        return gift
    gift.redeemed_at, gift.redeemed_by = now, user
    gift.save(update_fields=["redeemed_at", "redeemed_by"])
    if not open_lines(user=user, lines=[gift.line], source=Grant.Source.GIFT, now=now):
        raise CourseClosed
    record_activity(
        user=user, verb=ActivityVerb.GIFT_REDEEMED, label=gift.line.title, object_key=f"gift:{gift.pk}", now=now
    )
    return gift


def send_due_gifts(*, now: datetime | None = None) -> int:
    """Mail the gifts whose day has come; returns how many. May run twice at once."""
    now = now or timezone.now()
    due = Gift.objects.filter(send_at__lte=now, sent_at=None, cancelled_at=None).order_by("pk")
    return sum(_send(pk, now) for pk in list(due.values_list("pk", flat=True)[:500]))


@transaction.atomic
def _send(gift_id: int, now: datetime) -> bool:
    locked = Gift.objects.select_for_update(of=("self",)).select_related("line__order__user")
    gift = locked.filter(pk=gift_id, sent_at=None, cancelled_at=None).first()
    if gift is None:
        return False
    line = gift.line
    queue_mail(
        key=f"gift:{gift.pk}",
        to=line.gift_email,
        template="gift",
        context={
            "line": line,
            "giver": (line.order.user.display_name if line.order.user else "") or line.order.email,
            "url": settings.SITE_URL + reverse("commerce:gift", args=[gift.token]),
        },
        language=line.order.language,
    )
    gift.sent_at = now
    gift.save(update_fields=["sent_at"])
    return True
