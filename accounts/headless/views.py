"""allauth's views for programs, with our inputs."""

import json

from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.headless.account import views
from allauth.headless.base.views import APIView
from allauth.headless.internal.restkit.inputs import EmailField, Input
from allauth.headless.internal.restkit.response import APIResponse

from accounts.models.user import normalise_email
from accounts.services.tokens import CURRENT, SPENT
from accounts.tokens import TokenStrategy

from . import inputs


class LoginView(views.LoginView):
    input_class = inputs.LoginInput


class SignupView(views.SignupView):
    input_class = {"POST": inputs.SignupInput}


class RequestPasswordResetView(views.RequestPasswordResetView):
    input_class = inputs.RequestPasswordResetInput


class RequestLoginCodeView(views.RequestLoginCodeView):
    input_class = inputs.RequestLoginCodeInput


class ResetPasswordView(views.ResetPasswordView):
    input_class = inputs.ResetPasswordInput


class ChangePasswordView(views.ChangePasswordView):
    """The session goes on under another key, so that its tokens are no longer valid; all other sessions end.

    The answer brings new ones.
    """

    input_class = inputs.ChangePasswordInput

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        for old in (CURRENT, SPENT):
            request.session.pop(old, None)
        content = json.loads(response.content)
        content["meta"] |= TokenStrategy().create_access_token_payload(request)
        response.content = json.dumps(content)
        return response


class EndSessionView(views.SessionView):
    """Signing out by POST."""

    post = views.SessionView.delete


class EmailInput(Input):
    email = EmailField()


class ResendVerificationView(APIView):
    """One mail to whatever address is named, and one answer: a new key, or what there is to know instead."""

    input_class = EmailInput

    def post(self, request, *args, **kwargs):
        refusal = ratelimit.consume_or_429(request, action="resend_verification")
        if refusal:
            return refusal
        email = normalise_email(self.input.cleaned_data["email"])
        known = EmailAddress.objects.select_related("user").filter(email=email, user__email=email, user__is_active=True)
        address = known.first()
        is_waiting = address is not None and not address.verified
        # Without a person, the mail is the one for a known address that signs up again, or for an unknown one.
        send_verification_email_to_address(
            request,
            address if is_waiting else EmailAddress(user=None, email=email),
            signup=address is not None,
        )
        return APIResponse(request)
