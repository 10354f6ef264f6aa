"""Signing in, in one step or two."""

from typing import Any

from allauth.headless.constants import Flow
from allauth.headless.mfa.views import AuthenticateView
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api.asking import Answer, ask, door
from accounts.api.serializers.answers import SignedIn
from accounts.api.serializers.bodies import LoginBody, SecondFactorBody
from accounts.errors import EmailNotVerified, InvalidCredentials, SecondFactorRequired, SignInExpired
from accounts.headless.views import LoginView as SignInView
from accounts.models import User

from .base import EXAMPLE_PERSON, EXAMPLE_TOKENS, TAG, DoorView, example, read_body, signed_in_data

sign_in = door(SignInView)
second_factor = door(AuthenticateView)
EXAMPLE_SIGNED_IN = example("Signed in", {**EXAMPLE_TOKENS, "user": EXAMPLE_PERSON})


class LoginView(DoorView):
    @extend_schema(
        tags=[TAG],
        summary="Sign in",
        description="Five wrong passwords a minute for an account and an address, then `RATE_LIMITED`. "
        "`SECOND_FACTOR_REQUIRED` (401) brings a `session_token` in its details: go on at `second-factor/`. "
        "`EMAIL_NOT_VERIFIED` (403): the password is right, a new key has been sent.",
        request=LoginBody,
        responses={200: SignedIn},
        examples=[
            example("Password", {"email": "sari@example.com", "password": "kopi-tubruk-pagi"}, is_body=True),
            EXAMPLE_SIGNED_IN,
        ],
    )
    def post(self, request):
        answer = ask(sign_in, request._request, read_body(LoginBody, request))
        return Response(signed_in(answer))


class SecondFactorView(DoorView):
    @extend_schema(
        tags=[TAG],
        summary="Enter the code of the second step",
        request=SecondFactorBody,
        responses={200: SignedIn},
        examples=[
            example("Code", {"session_token": "p3n6…", "code": "123456"}, is_body=True),
            EXAMPLE_SIGNED_IN,
        ],
    )
    def post(self, request):
        body = read_body(SecondFactorBody, request)
        token = body.pop("session_token")
        answer = ask(second_factor, request._request, body, session_key=token)
        if answer.status == 401:
            raise SignInExpired
        return Response(signed_in(answer))


def signed_in(answer: Answer) -> dict[str, Any]:
    """The tokens and the person, when nothing has to follow; raises what has to."""
    if answer.pending == Flow.MFA_AUTHENTICATE:
        raise SecondFactorRequired(answer.meta["session_token"])
    if answer.pending == Flow.VERIFY_EMAIL:
        raise EmailNotVerified
    if answer.status != 200:
        raise InvalidCredentials
    user = User.objects.get(pk=answer.data["user"]["id"])
    return SignedIn(signed_in_data(answer.meta, user)).data
