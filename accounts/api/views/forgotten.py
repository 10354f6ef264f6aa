"""Replacing a forgotten password."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api.asking import ask, door
from accounts.api.serializers.answers import Message
from accounts.api.serializers.bodies import EmailBody, ResetPasswordBody
from accounts.headless import views as headless

from .base import TAG, DoorView, example, read_body

forgot = door(headless.RequestPasswordResetView)
reset = door(headless.ResetPasswordView)


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
