"""Making accounts and changing what identifies them. Passwords and e-mail by the person: allauth."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import ActivityVerb, User, UserProfile
from accounts.models.user import normalise_email
from accounts.roles import STUDENT
from accounts.services.activity import record_activity
from accounts.services.roles import assign_role
from lms_site.errors import DomainError


class EmailTaken(DomainError):
    """Two accounts cannot have the same address, whatever its case."""

    code = "EMAIL_TAKEN"
    message = _("There is already an account with this e-mail address.")


@transaction.atomic
def create_user(
    *,
    email: str,
    password: str | None = None,
    display_name: str = "",
    role: str = STUDENT,
    verified: bool = True,
    language: str = "",
    timezone: str = "",
) -> User:
    """Make an account with profile, role and address; without a password the person resets it first.

    Raises EmailTaken when the address is known, ValueError for an empty one or an unknown role.
    The address may sign in at once when `verified`, else only after its owner confirmed it.
    """
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                email, password, display_name=display_name, language=language, timezone=timezone
            )
    except IntegrityError as error:
        raise EmailTaken from error
    UserProfile.objects.create(user=user)
    set_primary_email(user=user, verified=verified)
    assign_role(user=user, role=role)
    return user


def set_primary_email(*, user: User, verified: bool) -> None:
    """Make `user.email` the one address that allauth knows for this person."""
    user.emailaddress_set.exclude(email=user.email).delete()
    user.emailaddress_set.update_or_create(email=user.email, defaults={"primary": True, "verified": verified})


@transaction.atomic
def change_email(*, user: User, email: str) -> None:
    """Give the account another address on the word of staff; the new one counts as confirmed.

    Raises EmailTaken when another account has it.
    """
    user.email = normalise_email(email)
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as error:
        raise EmailTaken from error
    # A pending change of somebody else to this address can no longer be completed.
    user.emailaddress_set.model.objects.filter(email=user.email).exclude(user=user).delete()
    set_primary_email(user=user, verified=True)
    record_activity(user=user, verb=ActivityVerb.EMAIL_CHANGED, label=user.email)
