"""Where our accounts differ from allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import ActivityVerb, User, UserProfile
from accounts.roles import STUDENT
from accounts.services.activity import record_activity
from accounts.services.consent import accept
from accounts.services.roles import assign_role
from lms_site.links import site_name

ACCOUNT_LIMIT = "login_failed"
ACCOUNT_AND_ADDRESS_LIMIT = "login_failed_here"


class AccountAdapter(DefaultAccountAdapter):
    """New people are students with a profile; failed sign-ins are counted by account and by address."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address and the password do not belong together."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait a few minutes and try again, or let us send you a sign-in code."
        ),
        "rate_limited": _("That was quick. Wait a moment and try again."),
        "incorrect_code": _("This code is not right, or no longer valid."),
        "incorrect_password": _("This is not your current password."),
        "enter_current_password": _("This is not your current password."),
    }

    def save_user(self, request, user, form, commit=True):
        """Store a person who signs up, together with all that belongs to an account."""
        user.display_name = form.cleaned_data["display_name"]
        user.language = _known_language()
        user = super().save_user(request, user, form, commit=commit)
        UserProfile.objects.create(user=user)
        assign_role(user=user, role=STUDENT)
        record_activity(user=user, verb=ActivityVerb.SIGNED_UP, request=request)
        if form.cleaned_data.get("terms"):
            accept(user=user, request=request)
        return user

    def send_mail(self, template_prefix, email, context):
        """Every mail about accounts may name the site and link to it."""
        names = {"site_name": site_name(), "site_url": settings.SITE_URL}
        super().send_mail(template_prefix, email, {**names, **context})

    def confirm_email(self, request, email_address):
        """Refuse, instead of failing, when another account was made with the address meanwhile."""
        taken = User.objects.filter(email=email_address.email).exclude(pk=email_address.user_id).exists()
        if taken:
            self.add_message(
                request,
                messages.ERROR,
                "account/messages/email_confirmation_failed.txt",
                {"email": email_address.email},
            )
            return False
        return super().confirm_email(request, email_address)

    def pre_authenticate(self, request, **credentials):
        """Count this attempt against the account, and against the account from this address.

        A right password takes the count back. Raises a validation error when a limit is reached,
        and marks the request, so that the answer has status 429.
        """
        counted = ratelimit.RateLimitUsage(usage=[])
        for action, key in self._limits(request, **credentials):
            usage = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if usage is None:
                counted.rollback()
                request.sign_in_limited = True
                raise self.validation_error("too_many_login_attempts")
            counted.usage += usage.usage
        self._login_failed_rl_usage = counted

    def _limits(self, request, **credentials):
        account = self._get_login_attempts_cache_key(request, **credentials)
        return (
            (ACCOUNT_AND_ADDRESS_LIMIT, f"{account}|{ratelimit.get_ip(request)}"),
            (ACCOUNT_LIMIT, account),
        )

    def _get_login_attempts_cache_key(self, request, **credentials):
        """The account alone: allauth adds the host name, which the visitor may choose."""
        return credentials.get("email", "").strip().lower()

    def _delete_login_attempts_cached_email(self, request, **credentials):
        for action, key in self._limits(request, **credentials):
            ratelimit.clear(request, app="allauth.account", action=action, key=key)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The same words for a wrong code wherever one is asked for."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }


def _known_language() -> str:
    """The language the visitor reads now: later mails are written in it."""
    language = (get_language() or "").split("-")[0]
    return language if language in dict(settings.LANGUAGES) else ""
