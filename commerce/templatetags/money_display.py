"""Amounts as people write them."""

from django import template

from catalog.templatetags.course_display import money
from commerce.models import PayoutBatch

register = template.Library()


@register.filter
def amount(amount_minor: int, currency: str) -> str:
    """An amount that may be below zero: `−$19.00`."""
    text = money(abs(amount_minor), currency)
    return f"−{text}" if amount_minor < 0 else text


@register.filter
def batch_sums(batch: PayoutBatch) -> str:
    """What a batch of payouts comes to, by currency: `$210.00, €70.00`. Reads the payouts that were prefetched."""
    sums: dict[str, int] = {}
    for payout in batch.payouts.all():
        sums[payout.currency] = sums.get(payout.currency, 0) + payout.amount_minor
    return ", ".join(amount(total, currency) for currency, total in sorted(sums.items()))
