"""Payouts as the CMS shows them."""

from django.db.models import Count, QuerySet

from commerce.models import Payout, PayoutBatch


def batches_with_sums() -> QuerySet[PayoutBatch]:
    """The newest first, each with `payout_count` and its payouts prefetched for their sums; two queries a page."""
    batches = PayoutBatch.objects.annotate(payout_count=Count("payouts")).prefetch_related("payouts")
    return batches.select_related("prepared_by").order_by("-created_at", "-pk")


def payouts_of(batch: PayoutBatch) -> QuerySet[Payout]:
    """Each with its instructor and `share_count`: of how many sales and refunds it consists; one query."""
    payouts = batch.payouts.select_related("instructor").annotate(share_count=Count("revenues"))
    return payouts.order_by("instructor__email", "currency")
