"""Refusals about signing in and about tokens."""

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class InvalidCredentials(DomainError):
    """No account opens with these; which part is wrong is never told."""

    code = "INVALID_CREDENTIALS"
    status = 401
    message = _("The e-mail address and the password do not belong together.")


class EmailNotVerified(DomainError):
    """The password is right, the address is not confirmed yet. A mail with a new key is on its way."""

    code = "EMAIL_NOT_VERIFIED"
    status = 403
    message = _("Confirm your e-mail address first. We have sent you a mail.")


class SecondFactorRequired(DomainError):
    """The password is right, a code has to follow, together with `session_token`."""

    code = "SECOND_FACTOR_REQUIRED"
    status = 401
    message = _("Enter the code of your authenticator app.")

    def __init__(self, session_token: str) -> None:
        super().__init__()
        self.session_token = session_token

    @property
    def details(self) -> dict:
        return {"session_token": self.session_token}


class SecondFactorMissing(DomainError):
    """Staff must have a second step here (LMS_STAFF_MFA), and this person has not set it up."""

    code = "SECOND_FACTOR_MISSING"
    status = 403
    message = _("Your role can change a lot here. Set up the second step on the website, then sign in again.")


class SignInExpired(DomainError):
    """The sign-in that this code was meant for is over, or never began."""

    code = "SIGN_IN_EXPIRED"
    status = 401
    message = _("This sign-in took too long. Sign in again.")


class InvalidRefreshToken(DomainError):
    """Expired, forged, spent, or of a session that has ended."""

    code = "INVALID_REFRESH_TOKEN"
    status = 401
    message = _("This refresh token is not valid, or no longer. Sign in again.")


class SignUpClosed(DomainError):
    """Nobody can make an account by themself at the moment."""

    code = "SIGN_UP_CLOSED"
    status = 403
    message = _("It is not possible to sign up at the moment.")
