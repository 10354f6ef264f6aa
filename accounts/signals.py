"""What allauth and Django report about accounts becomes lines of the activity log."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out

from accounts.models import ActivityVerb
from accounts.services.activity import record_activity

_VERBS = {
    user_logged_in: ActivityVerb.SIGNED_IN,
    user_logged_out: ActivityVerb.SIGNED_OUT,
    account.password_changed: ActivityVerb.PASSWORD_CHANGED,
    account.password_set: ActivityVerb.PASSWORD_CHANGED,
    account.password_reset: ActivityVerb.PASSWORD_RESET,
}


def note(signal, user=None, request=None, **_details) -> None:
    """One line for a signal that says all by its name; nothing when no one was signed in."""
    if user is not None:
        record_activity(user=user, verb=_VERBS[signal], request=request)


def note_email_confirmed(request, email_address, **_details) -> None:
    record_activity(
        user=email_address.user, verb=ActivityVerb.EMAIL_CONFIRMED, label=email_address.email, request=request
    )


def note_email_changed(request, user, from_email_address, to_email_address, **_details) -> None:
    """Only a change from one address to another: allauth also sends this for the first one."""
    if from_email_address and from_email_address.email != to_email_address.email:
        record_activity(user=user, verb=ActivityVerb.EMAIL_CHANGED, label=to_email_address.email, request=request)


def note_factor_added(request, user, authenticator, **_details) -> None:
    record_activity(user=user, verb=_factor_verb(authenticator, added=True), request=request)


def note_factor_removed(request, user, authenticator, **_details) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_activity(user=user, verb=_factor_verb(authenticator, added=False), request=request)


def _factor_verb(authenticator, *, added: bool) -> ActivityVerb:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return ActivityVerb.RECOVERY_CODES
    return ActivityVerb.MFA_ENABLED if added else ActivityVerb.MFA_DISABLED


def connect_receivers() -> None:
    """Called once, when the app is ready."""
    for signal in _VERBS:
        signal.connect(note, dispatch_uid="accounts.note")
    account.email_confirmed.connect(note_email_confirmed, dispatch_uid="accounts.note")
    account.email_changed.connect(note_email_changed, dispatch_uid="accounts.note")
    for signal in (mfa.authenticator_added, mfa.authenticator_reset):
        signal.connect(note_factor_added, dispatch_uid="accounts.note")
    mfa.authenticator_removed.connect(note_factor_removed, dispatch_uid="accounts.note")
