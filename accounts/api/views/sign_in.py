"""Signing in, renewing tokens, signing out."""

from typing import Any

from allauth.headless.constants import Flow
from allauth.headless.mfa.views import AuthenticateView
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api.asking import Answer, ask, door
from accounts.api.serializers.auth import LoginBody, RefreshBody, SecondFactorBody, SignedIn, Tokens
from accounts.errors import EmailNotVerified, InvalidCredentials, SecondFactorRequired, SignInExpired
from accounts.headless.views import EndSessionView
from accounts.headless.views import LoginView as SignInView
from accounts.models import User
from accounts.services.tokens import renew_pair
from accounts.tokens import session_key_of
from lms_site.api.views import ApiView

from .base import EXAMPLE_PERSON, EXAMPLE_TOKENS, TAG, DoorView, example, read_body, signed_in_data, tokens_data

sign_in = door(SignInView)
second_factor = door(AuthenticateView)
end_session = door(EndSessionView)
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


class RefreshView(DoorView):
    @extend_schema(
        tags=[TAG],
        summary="Renew the tokens",
        description="The refresh token is spent then. Within ten seconds it gets the same pair again, for answers "
        "that were lost; later its use ends the whole session, because somebody has copied it.",
        request=RefreshBody,
        responses={200: Tokens},
        examples=[
            example("Token", {"refresh_token": "eyJhbGciOiJIUzI1NiIs…"}, is_body=True),
            example("Renewed", EXAMPLE_TOKENS),
        ],
    )
    def post(self, request):
        body = read_body(RefreshBody, request)
        return Response(Tokens(tokens_data(renew_pair(refresh_token=body["refresh_token"]))).data)


class LogoutView(ApiView):
    @extend_schema(
        tags=[TAG],
        summary="Sign out",
        description="Ends the session of this token: neither it nor its refresh token is accepted any more.",
        request=None,
        responses={204: None},
    )
    def post(self, request):
        ask(end_session, request._request, session_key=session_key_of(request.auth))
        return Response(status=204)


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
