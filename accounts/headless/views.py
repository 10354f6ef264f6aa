"""allauth's views for programs, with our inputs."""

import json

from allauth.headless.account import views

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
