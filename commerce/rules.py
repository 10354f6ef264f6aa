"""Permissions of the shop as predicates; `user.has_perm("commerce.…", object)` asks them."""

import rules

from catalog.rules import writes_courses
from commerce.models import Order
from commerce.queries.earnings import earns


@rules.predicate
def can_read_papers(user, order: Order) -> bool:
    """The buyer, and staff who may see invoices."""
    if not user.is_authenticated:
        return False
    return order.user_id == user.pk or user.has_perm("commerce.view_invoice")


rules.add_perm("commerce.read_papers", can_read_papers)


@rules.predicate
def sees_sales(user) -> bool:
    """Who writes courses, and whoever has a share of one."""
    return user.is_authenticated and (writes_courses(user) or earns(user))


rules.add_perm("commerce.see_own_sales", sees_sales)
