"""Who calls: the access token in `Authorization: Bearer …`."""

from allauth.headless.contrib.rest_framework.authentication import JWTTokenAuthentication
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.exceptions import AuthenticationFailed

from accounts.errors import SecondFactorMissing
from accounts.middleware import lacks_required_factor
from accounts.tokens import read_access_token


class TokenAuthentication(JWTTokenAuthentication):
    """One query at most: the person with the role; the session comes from the cache.

    Where staff must have a second step, those without one are refused (SecondFactorMissing), as in the CMS.
    """

    def authenticate_credentials(self, key: str):
        found = read_access_token(key)
        if found is None:
            raise AuthenticationFailed(_("This access token is not valid, or no longer."))
        if lacks_required_factor(found[0]):
            raise SecondFactorMissing
        return found


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "accessToken"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
