"""Changing the password, and replacing a forgotten one."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api.asking import ask, door
from accounts.api.serializers.auth import ChangePasswordBody, EmailBody, Message, ResetPasswordBody, Tokens
from accounts.headless import views as headless
from accounts.services.tokens import TokenPair
from accounts.tokens import session_key_of
from lms_site.api.views import ApiView

from .base import EXAMPLE_TOKENS, TAG, DoorView, example, read_body, tokens_data

change = door(headless.ChangePasswordView)
forgot = door(headless.RequestPasswordResetView)
reset = door(headless.ResetPasswordView)


class ChangePasswordView(ApiView):
    @extend_schema(
        tags=[TAG],
        summary="Change the password",
        description="All other sessions end, on every device; this one goes on with the tokens of the answer.",
        request=ChangePasswordBody,
        responses={200: Tokens},
        examples=[
            example(
                "Passwords",
                {"current_password": "kopi-tubruk-pagi", "new_password": "teh-botol-dingin"},
                is_body=True,
            ),
            example("Changed", EXAMPLE_TOKENS),
        ],
    )
    def post(self, request):
        body = read_body(ChangePasswordBody, request)
        answer = ask(change, request._request, body, session_key=session_key_of(request.auth))
        pair = TokenPair(answer.meta["access_token"], answer.meta["refresh_token"])
        return Response(Tokens(tokens_data(pair)).data)


class ForgotPasswordView(DoorView):
    @extend_schema(
        tags=[TAG],
        summary="Ask for a new password",
        description="Sends a mail to whatever address is named; the answer is always the same.",
        request=EmailBody,
        responses={200: Message},
        examples=[
            example("Address", {"email": "sari@example.com"}, is_body=True),
            example("Mail sent", {"message": "We have sent a mail to this address."}),
        ],
    )
    def post(self, request):
        ask(forgot, request._request, read_body(EmailBody, request))
        return Response({"message": _("We have sent a mail to this address.")})


class ResetPasswordView(DoorView):
    @extend_schema(
        tags=[TAG],
        summary="Set a new password",
        description="With the key from the mail, which is the last part of the address in it. All sessions end.",
        request=ResetPasswordBody,
        responses={200: Message},
        examples=[
            example("Key", {"key": "7-d3kq1c-0a1b2c", "password": "teh-botol-dingin"}, is_body=True),
            example("Set", {"message": "Your new password is set. Sign in."}),
        ],
    )
    def post(self, request):
        ask(reset, request._request, read_body(ResetPasswordBody, request))
        return Response({"message": _("Your new password is set. Sign in.")})
