"""Signing up. No answer tells whether an address has an account."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api.asking import ask, door
from accounts.api.serializers.answers import Message
from accounts.api.serializers.bodies import RegisterBody
from accounts.headless.views import SignupView

from .base import TAG, DoorView, example, read_body

sign_up = door(SignupView)


class RegisterView(DoorView):
    @extend_schema(
        tags=[TAG],
        summary="Sign up",
        description="Makes an account, or writes to whoever has one with this address: the answer is the same. "
        "Go on with the key from the mail at `verify-email/`.",
        request=RegisterBody,
        responses={201: Message},
        examples=[
            example(
                "New account",
                {"email": "sari@example.com", "password": "kopi-tubruk-pagi", "display_name": "Sari", "terms": True},
                is_body=True,
            ),
            example("Mail sent", {"message": "We have sent you a mail. Open it to confirm your address."}),
        ],
    )
    def post(self, request):
        ask(sign_up, request._request, read_body(RegisterBody, request))
        message = _("We have sent you a mail. Open it to confirm your address.")
        return Response({"message": message}, status=201)
