"""Changing the password."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api.asking import ask, door
from accounts.api.serializers.answers import Tokens
from accounts.api.serializers.bodies import ChangePasswordBody
from accounts.headless import views as headless
from accounts.services.tokens import TokenPair
from accounts.tokens import session_key_of
from lms_site.api.views import ApiView

from .base import EXAMPLE_TOKENS, TAG, example, read_body, tokens_data

change = door(headless.ChangePasswordView)


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
