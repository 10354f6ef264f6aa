"""Renewing tokens, signing out."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api.asking import ask, door
from accounts.api.serializers.answers import Tokens
from accounts.api.serializers.bodies import RefreshBody
from accounts.headless.views import EndSessionView
from accounts.services.renewing import renew_pair
from accounts.tokens import session_key_of
from lms_site.api.views import ApiView

from .base import EXAMPLE_TOKENS, TAG, DoorView, example, read_body, tokens_data

end_session = door(EndSessionView)


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
