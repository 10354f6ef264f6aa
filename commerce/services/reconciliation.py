"""The comparison of our payments with the provider's list: differences are written, missed notices made up for."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.comparing import Finding, Kind, find_difference
from commerce.errors import GatewayRefused, GatewayUnavailable
from commerce.events import ReconciliationRequested
from commerce.gateways import current_gateway, gateway_named
from commerce.gateways.base import ChargeState, Gateway, Notice, NoticeKind, ProviderPayment
from commerce.models import Payment, ReconciliationDifference, ReconciliationRun
from commerce.queries.reconciliation import payment_of, payments_begun, slow_payments
from lms_site.errors import DomainError
from lms_site.events import publish

from .payments import apply_notice

# A payment is a little older here than at the provider; clocks differ as well.
MARGIN = timedelta(hours=1)
# A comparison that takes longer was interrupted.
LONGEST_RUN = timedelta(hours=1)
TOLD = {
    ChargeState.SUCCEEDED: NoticeKind.SUCCEEDED,
    ChargeState.FAILED: NoticeKind.FAILED,
    ChargeState.CANCELLED: NoticeKind.CANCELLED,
}
Pair = tuple[Payment | None, ProviderPayment | None]


def reconcile_yesterday(*, now: datetime | None = None) -> ReconciliationRun | None:
    """Compare the last whole day (UTC), once; None where nothing can be sold."""
    gateway = current_gateway()
    if gateway is None:
        return None
    until = datetime.combine((now or timezone.now()).astimezone(UTC).date(), time.min, UTC)
    return reconcile(gateway=gateway, since=until - timedelta(days=1), until=until, now=now)


def reconcile(*, gateway: Gateway, since: datetime, until: datetime, now: datetime | None = None) -> ReconciliationRun:
    """Compare the payments begun from `since` on and before `until`; the run of before, where there was one.

    A provider that does not answer leaves a run with `failure`; the next call tries again. Not to be called
    within a transaction.
    """
    run, is_new = _open_run(gateway.name, since, until, now or timezone.now())
    return compare(run_id=run.pk, gateway=gateway, now=now) if is_new else run


@transaction.atomic
def request_reconciliation(*, gateway: str, since: datetime, until: datetime) -> ReconciliationRun:
    """Have that time compared soon: the comparison is begun, a task does it."""
    run, is_new = _open_run(gateway, since, until, timezone.now())
    if is_new:
        publish(ReconciliationRequested(run_id=run.pk))
    return run


def _open_run(gateway: str, since: datetime, until: datetime, now: datetime) -> tuple[ReconciliationRun, bool]:
    """The one run of that time, and whether it has just been made; an interrupted one counts as failed."""
    of_time = ReconciliationRun.objects.filter(gateway=gateway, since=since, until=until, failure="")
    of_time.filter(finished_at=None, started_at__lt=now - LONGEST_RUN).update(failure="interrupted")
    found = of_time.first()
    if found:
        return found, False
    try:
        with transaction.atomic():
            return ReconciliationRun.objects.create(gateway=gateway, since=since, until=until, started_at=now), True
    except IntegrityError:
        return of_time.get(), False


def compare(*, run_id: int, gateway: Gateway | None = None, now: datetime | None = None) -> ReconciliationRun:
    """Do the comparison of a run that was begun; may run twice. Not to be called within a transaction."""
    run = ReconciliationRun.objects.get(pk=run_id)
    if run.finished_at:
        return run
    try:
        gateway = gateway or gateway_named(run.gateway)
        run.differences.filter(is_mended=False).delete()
        run.compared_count = 0
        for payment, seen in _pairs(run, gateway):
            run.compared_count += 1
            if _difference(payment, seen):
                _look_again(run, gateway, payment, seen)
    except (GatewayUnavailable, GatewayRefused, LookupError) as error:
        run.failure = (getattr(error, "provider_code", "") or type(error).__name__)[:200]
    run.finished_at = now or timezone.now()
    run.save()
    return run


def _pairs(run: ReconciliationRun, gateway: Gateway) -> Iterator[Pair]:
    """Every payment of the run's time as we have it and as the provider has it, and the slow ones of before."""
    theirs = list(gateway.payments(run.since - MARGIN, run.until + MARGIN))
    ours = payments_begun(run.gateway, run.since - MARGIN, run.until + MARGIN)
    by_key = {str(payment.key): payment for payment in ours}
    by_id = {payment.provider_id: payment for payment in ours if payment.provider_id}
    met = set()
    for seen in theirs:
        payment = by_key.get(seen.key) or by_id.get(seen.provider_id)
        if payment:
            met.add(payment.pk)
        # Whose time counts: ours, so that a payment belongs to one day.
        if run.since <= (payment or seen).created_at < run.until:
            yield payment, seen
    for payment in ours:
        if payment.pk not in met and run.since <= payment.created_at < run.until:
            yield payment, None
    for payment in slow_payments(run.gateway, run.since):
        if payment.pk not in met:
            yield payment, _look_up(gateway, payment.provider_id)


def _difference(payment: Payment | None, seen: ProviderPayment | None) -> Finding | None:
    return find_difference(payment, seen, getattr(payment, "on_its_way", 0))


def _look_again(
    run: ReconciliationRun, gateway: Gateway, payment: Payment | None, seen: ProviderPayment | None
) -> None:
    """Write the difference if it is still there: things have moved on while lists were read."""
    seen = _look_up(gateway, seen.provider_id if seen else payment.provider_id if payment else "")
    if seen:
        payment = payment_of(run.gateway, seen)
    finding = _difference(payment, seen)
    if finding is None:
        return
    difference, _is_new = ReconciliationDifference.objects.get_or_create(
        run=run,
        kind=finding.kind,
        provider_id=finding.provider_id,
        defaults={"payment": finding.payment, "ours": finding.ours, "theirs": finding.theirs},
    )
    if seen and finding.kind in (Kind.MISSED_SUCCESS, Kind.MISSED_FAILURE):
        # What it cannot be taken in for is for people, who see the difference.
        with suppress(DomainError):
            _make_up_for(difference, seen)


def _look_up(gateway: Gateway, provider_id: str) -> ProviderPayment | None:
    try:
        return gateway.look_up(provider_id) if provider_id else None
    except GatewayRefused:
        return None


@transaction.atomic
def _make_up_for(difference: ReconciliationDifference, seen: ProviderPayment) -> None:
    """Take the payment in as if the provider had told us."""
    apply_notice(
        gateway=difference.run.gateway,
        notice=Notice(
            event_id=f"reconciliation:{difference.run_id}:{seen.provider_id}",
            kind=TOLD[seen.state],
            name="reconciliation",
            payment_key=str(difference.payment.key) if difference.payment else seen.key,
            provider_id=seen.provider_id,
            amount_minor=seen.amount_minor,
            currency=seen.currency,
            occurred_at=seen.created_at,
        ),
    )
    difference.is_mended = True
    difference.save(update_fields=["is_mended"])
