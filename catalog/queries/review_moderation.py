"""Reviews that moderators look at."""

from django.db.models import Count, F, Min, Prefetch, Q, QuerySet

from catalog.models import Review, ReviewDecision, ReviewReport

REPORTED, HIDDEN = "reported", "hidden"


def reviews_to_moderate(state: str) -> QuerySet[Review]:
    """Reported ones, the longest waiting first; or hidden ones, those changed since then first.

    Each has `open_reports`, how many wait, and `reported_since`.
    """
    reviews = Review.objects.select_related("user").annotate(
        open_reports=Count("reports", filter=Q(reports__is_open=True)),
        reported_since=Min("reports__created_at", filter=Q(reports__is_open=True)),
    )
    if state == HIDDEN:
        changed = Q(edited_at__gt=F("hidden_at"))
        return (
            reviews.filter(is_hidden=True)
            .annotate(is_changed=Count("pk", filter=changed))
            .order_by("-is_changed", "-hidden_at")
        )
    return reviews.filter(open_reports__gt=0).order_by("reported_since", "pk")


def review_with_history(review_id: int) -> Review | None:
    """A review with its reports and decisions loaded; four queries at most."""
    reports = ReviewReport.objects.select_related("user").order_by("-is_open", "created_at")
    decisions = ReviewDecision.objects.select_related("decided_by").order_by("-pk")
    found = Review.objects.select_related("user", "answered_by").filter(pk=review_id)
    return found.prefetch_related(Prefetch("reports", reports), Prefetch("decisions", decisions)).first()
