"""Permissions about people as predicates; `user.has_perm("accounts.…", object)` asks them."""

import rules

from accounts.roles import ADMIN, STAFF_ROLES, STUDENT, role_of


@rules.predicate
def supports(user) -> bool:
    return role_of(user) in STAFF_ROLES


@rules.predicate
def can_see_as(user, person) -> bool:
    """Staff, of active learners only: through somebody with more rights they would see what is not theirs."""
    return supports(user) and person is not None and person.is_active and role_of(person) == STUDENT


@rules.predicate
def can_sign_out(user, person) -> bool:
    """Staff, of those who are not staff themselves; admins of everybody."""
    return supports(user) and (role_of(user) == ADMIN or role_of(person) not in STAFF_ROLES)


rules.add_perm("accounts.sign_out_person", can_sign_out)
rules.add_perm("accounts.support_people", supports)
rules.add_perm("accounts.see_as", can_see_as)
