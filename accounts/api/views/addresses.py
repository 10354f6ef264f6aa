"""Confirming the address; no answer tells whether it has an account."""

from allauth.headless.account.views import VerifyEmailView as AllauthVerifyEmailView
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from accounts.api.asking import ask, door
from accounts.api.serializers.answers import Message
from accounts.api.serializers.bodies import EmailBody, VerifyEmailBody
from accounts.headless import resending

from .base import TAG, DoorView, example, read_body

verify = door(AllauthVerifyEmailView)
resend = door(resending.ResendVerificationView)


class VerifyEmailView(DoorView):
    @extend_schema(
        tags=[TAG],
        summary="Confirm the address",
        description="With the key from the mail, which is the last part of the address in it. Sign in afterwards.",
        request=VerifyEmailBody,
        responses={200: Message},
        examples=[
            example("Key", {"key": "Mg:1tqGr2:k3Zy1u"}, is_body=True),
            example("Confirmed", {"message": "Your address is confirmed. Sign in."}),
        ],
    )
    def post(self, request):
        answer = ask(verify, request._request, read_body(VerifyEmailBody, request))
        if answer.status >= 500:  # allauth's way to say that another account has the address by now
            raise ValidationError({"key": [_("This key is no longer valid.")]})
        return Response({"message": _("Your address is confirmed. Sign in.")})


class ResendVerificationView(DoorView):
    @extend_schema(
        tags=[TAG],
        summary="Send the key again",
        description="At most one mail in three minutes for an address; the answer is always the same.",
        request=EmailBody,
        responses={200: Message},
        examples=[
            example("Address", {"email": "sari@example.com"}, is_body=True),
            example("Mail sent", {"message": "If this address can be confirmed, a mail is on its way."}),
        ],
    )
    def post(self, request):
        ask(resend, request._request, read_body(EmailBody, request))
        return Response({"message": _("If this address can be confirmed, a mail is on its way.")})
