"""Which payments are compared with the provider's, and what came of it."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from commerce.gateways.base import ProviderPayment
from commerce.models import Payment, PaymentStatus, ReconciliationDifference, ReconciliationRun, RefundStatus

# So long may a bank take.
SLOWEST = timedelta(days=30)


def _payments(gateway: str) -> QuerySet[Payment]:
    """With `on_its_way`: refunds that the provider has not been told of."""
    unsent = Q(refunds__status=RefundStatus.REQUESTED, refunds__provider_id="")
    rows = Payment.objects.filter(gateway=gateway)
    return rows.annotate(on_its_way=Coalesce(Sum("refunds__amount_minor", filter=unsent), 0))


def payments_begun(gateway: str, since: datetime, until: datetime) -> list[Payment]:
    """Those of that time."""
    return list(_payments(gateway).filter(created_at__gte=since, created_at__lt=until).order_by("pk"))


def slow_payments(gateway: str, before: datetime) -> list[Payment]:
    """Those begun earlier of which the bank has not told yet how they ended."""
    waiting = _payments(gateway).filter(status=PaymentStatus.PROCESSING).exclude(provider_id="")
    return list(waiting.filter(created_at__lt=before, created_at__gte=before - SLOWEST).order_by("pk"))


def payment_of(gateway: str, seen: ProviderPayment) -> Payment | None:
    """The payment that the provider speaks of, whenever it was begun."""
    named = Q(provider_id=seen.provider_id)
    if seen.key:
        named |= Q(key=seen.key)
    return _payments(gateway).filter(named).order_by("pk").first()


def reconciliation_runs() -> QuerySet[ReconciliationRun]:
    """Newest first, with how many differences there were (`found`) and how many are left (`left`)."""
    rows = ReconciliationRun.objects.annotate(
        found=Count("differences"), left=Count("differences", filter=Q(differences__is_mended=False))
    )
    return rows.order_by("-started_at", "-pk")


def differences_of(run: ReconciliationRun) -> QuerySet[ReconciliationDifference]:
    """With their payments and orders; those that wait for somebody come first."""
    return run.differences.select_related("payment__order").order_by("is_mended", "pk")
