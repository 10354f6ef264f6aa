"""Reading invoices and credit notes."""

from django.db.models import QuerySet

from accounts.models import User
from commerce.models import Invoice


def papers_of(user: User) -> QuerySet[Invoice]:
    """The invoices and credit notes of what this person bought, the newest first."""
    return Invoice.objects.filter(order__user=user).order_by("-issued_at", "-pk")
