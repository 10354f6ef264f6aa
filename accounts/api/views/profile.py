"""A person's own profile."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api.serializers.profile import Profile, ProfileBody
from accounts.queries import own_profile
from accounts.services.profiles import profile_of, update_profile
from lms_site.api.views import ApiView

from .base import TAG, example, read_body

FIELDS = {
    "display_name": "Sari",
    "certificate_name": "Sari Wulandari",
    "headline": "Batik maker and teacher",
    "bio": "",
    "website": "https://sari.example.com",
    "is_public": True,
    "language": "id",
    "timezone": "Asia/Jakarta",
}
ANSWER = example(
    "Profile",
    {
        "id": 7,
        "email": "sari@example.com",
        "role": "student",
        "date_joined": "2026-01-15T10:30:00Z",
        "photo": None,
        **FIELDS,
    },
)


class ProfileView(ApiView):
    """The photo is changed on the website; here it is shown."""

    pagination_class = None

    @extend_schema(tags=[TAG], summary="Read one's profile", responses={200: Profile}, examples=[ANSWER])
    def get(self, request):
        return self._answer(request.user)

    @extend_schema(
        tags=[TAG],
        summary="Replace one's profile",
        description="Every field is named. Role, address and rights are not changed here.",
        request=ProfileBody,
        responses={200: Profile},
        examples=[example("All fields", FIELDS, is_body=True), ANSWER],
    )
    def put(self, request):
        update_profile(user=request.user, **read_body(ProfileBody, request))
        return self._answer(request.user)

    @extend_schema(
        tags=[TAG],
        summary="Change one's profile",
        description="Fields that are not named stay.",
        request=ProfileBody,
        responses={200: Profile},
        examples=[example("One field", {"headline": "Batik maker and teacher"}, is_body=True), ANSWER],
    )
    def patch(self, request):
        update_profile(user=request.user, **read_body(ProfileBody, request, partial=True))
        return self._answer(request.user)

    def _answer(self, user) -> Response:
        return Response(Profile(own_profile(user, profile_of(user))).data)
