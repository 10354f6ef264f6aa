"""Permissions of the shop as predicates; `user.has_perm("commerce.…", object)` asks them."""

import rules

from commerce.models import Order


@rules.predicate
def can_read_papers(user, order: Order) -> bool:
    """The buyer, and staff who may see invoices."""
    if not user.is_authenticated:
        return False
    return order.user_id == user.pk or user.has_perm("commerce.view_invoice")


rules.add_perm("commerce.read_papers", can_read_papers)
