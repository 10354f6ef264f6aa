"""Permissions of the shop as predicates; `user.has_perm("commerce.…")` asks them."""

import rules

from catalog.rules import writes_courses
from commerce.queries.earnings import earns


@rules.predicate
def sees_sales(user) -> bool:
    """Who writes courses, and whoever has a share of one."""
    return user.is_authenticated and (writes_courses(user) or earns(user))


rules.add_perm("commerce.see_own_sales", sees_sales)
