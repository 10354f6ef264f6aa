"""What everybody may see of a person: the same as on the website's page of that person."""

from django.http import Http404
from django.urls import path
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.queries import photo_address
from catalog.queries.people import PersonPage, person_page
from lms_site.api.views import PublicApiView
from lms_site.links import absolute_url

EXAMPLE = {
    "id": 3,
    "display_name": "Sari",
    "headline": "Batik maker and teacher",
    "bio": "",
    "website": "https://sari.example.com",
    "photo": None,
    "url": "https://lms.example.com/people/sari-3/",
    "courses": [{"id": 12, "title": "Batik for beginners", "url": "https://lms.example.com/courses/batik/"}],
}


class TaughtCourse(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()
    url = serializers.URLField(help_text="On the website.")


class PublicProfile(serializers.Serializer):
    id = serializers.IntegerField()
    display_name = serializers.CharField()
    headline = serializers.CharField(allow_blank=True)
    bio = serializers.CharField(allow_blank=True)
    website = serializers.CharField(allow_blank=True)
    photo = serializers.URLField(allow_null=True)
    url = serializers.URLField(help_text="The person's page on the website.")
    courses = TaughtCourse(many=True, help_text="Listed courses that the person teaches, the most visited first.")


class PublicProfileView(PublicApiView):
    pagination_class = None

    @extend_schema(
        tags=["People"],
        summary="Who somebody is",
        description="Of people who teach a listed course, and of those who have made their profile public.",
        responses={200: PublicProfile},
        examples=[OpenApiExample("Profile", value=EXAMPLE, response_only=True)],
    )
    def get(self, request, pk: int):
        page = person_page(pk)
        if page is None:
            raise Http404
        return Response(PublicProfile(public_profile(page)).data)


def public_profile(page: PersonPage) -> dict:
    """The fields of `PublicProfile`; whoever has never filled in a profile has empty ones."""
    profile = page.profile
    texts = {name: getattr(profile, name, "") for name in ("headline", "bio", "website")}
    courses = [{"id": card.course_id, "title": card.title, "url": absolute_url(card.url)} for card in page.cards]
    return {
        "id": page.user.pk,
        "display_name": page.user.name,
        **texts,
        "photo": photo_address(profile),
        "url": absolute_url(page.url),
        "courses": courses,
    }


urlpatterns = [path("users/<int:pk>/profile/", PublicProfileView.as_view(), name="public_profile")]
