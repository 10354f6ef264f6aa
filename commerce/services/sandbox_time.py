"""The slow bank of the sandbox: it answers after a while."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from commerce.gateways.base import NoticeKind
from commerce.gateways.sandbox import SandboxGateway, decision
from commerce.models import Payment, PaymentStatus

from .payments import apply_notice

DELAY = timedelta(seconds=10)


def settle_due(*, now: datetime | None = None) -> int:
    """Say yes to the sandbox's payments that have been in process long enough; returns how many."""
    if not settings.LMS_SANDBOX_PAYMENTS:
        return 0
    now = now or timezone.now()
    events = {
        "gateway": SandboxGateway.name,
        "status": PaymentStatus.PROCESSING,
        "events__received_at__lte": now - DELAY,
    }
    due = list(Payment.objects.filter(**events).distinct())
    for payment in due:
        apply_notice(gateway=SandboxGateway.name, notice=decision(payment, NoticeKind.SUCCEEDED), now=now)
    return len(due)
