"""A small API of the tests' own, beside the real addresses, with a view for each way in which one can answer."""

import secrets

from django.core.exceptions import BadRequest, DisallowedHost
from django.core.exceptions import ValidationError as ModelError
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import include, path
from rest_framework import serializers, status
from rest_framework.response import Response

from lms_site.api.errors import Refusal
from lms_site.api.idempotency import idempotent, idempotent_outside
from lms_site.api.serializers import StrictSerializer
from lms_site.api.views import ApiView, PublicApiView
from lms_site.cache_versions import bump
from lms_site.errors import DomainError
from lms_site.events import publish
from tests.lms_site.sample import Happened


class Full(DomainError):
    """A refusal of the domain, with a status and facts."""

    code = "SAMPLE_FULL"
    status = 422
    message = "All seats are taken."

    @property
    def details(self):
        return {"seats": 0}


class ThingSerializer(StrictSerializer):
    name = serializers.CharField(max_length=20)
    count = serializers.IntegerField(required=False)
    more = serializers.JSONField(required=False)
    inner = serializers.DictField(required=False)


class Public(PublicApiView):
    """What everybody may read, and echoes a body that is valid."""

    serializer_class = ThingSerializer

    def get(self, request, **_kwargs):
        return Response({"name": "open"})

    def post(self, request):
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(body.validated_data)


class Own(ApiView):
    """For people."""

    def get(self, request):
        return Response({"name": "own", "who": request.user.pk})


class Versioned(ApiView):
    """Knows the version of its answer, and counts how often it has been made."""

    version = "1"
    made = 0

    def version_of(self, request, **_kwargs):
        return Versioned.version

    def get(self, request):
        Versioned.made += 1
        return Response({"made": Versioned.made})


FAULTS = {
    "fault": RuntimeError("secret-of-the-house"),
    "host": DisallowedHost("secret-of-the-house"),
    "bad": BadRequest("secret-of-the-house"),
    "full": Full(),
    "model": ModelError({"name": ["Too short."]}),
    "gone": Refusal("SAMPLE_GONE", "Gone.", status=409, details={"when": "now"}),
}


class Raising(PublicApiView):
    """Raises what its address names."""

    def get(self, request, kind):
        raise FAULTS[kind]


class Unrenderable(PublicApiView):
    def get(self, request):
        return Response({"value": float("nan")})


def new_number() -> int:
    """Makes a thing, which is counted; returns what it goes by."""
    bump("sample:made")
    return secrets.randbelow(2**31)


class Making(ApiView):
    """Makes a thing: counted, told of, and found under its `Location`; what it is called decides how it goes."""

    serializer_class = ThingSerializer

    @idempotent
    def post(self, request):
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        number = self.make(**body.validated_data)
        headers = {"Location": f"/api/v1/sample/things/{number}/"}
        return Response({"number": number}, status=status.HTTP_201_CREATED, headers=headers)

    @staticmethod
    @transaction.atomic
    def make(*, name, **_more):
        number = new_number()
        publish(Happened(thing_id=number))
        if name == "full":
            raise Full
        if name == "fault":
            raise RuntimeError("in the middle")
        if name == "crash":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return number


class Asking(ApiView):
    """Asks another server (`meanwhile` is what happens while it answers), which nothing may do within a transaction."""

    serializer_class = ThingSerializer
    asked: list[bool] = []
    meanwhile = staticmethod(lambda: None)

    @idempotent_outside
    def post(self, request):
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        Asking.asked.append(connection.in_atomic_block)
        Asking.meanwhile()
        if body.validated_data["name"] == "fault":
            raise RuntimeError("in the middle")
        return Response({"number": new_number()}, status=status.HTTP_201_CREATED)


class Offering(PublicApiView):
    """A POST for everybody that heeds keys all the same."""

    @idempotent
    def post(self, request):
        return Response({"number": new_number()}, status=201)


def broken_middleware(get_response):
    """Fails outside of every view."""

    def answer(request):
        if request.path == "/api/v1/sample/middleware/":
            raise RuntimeError("secret-of-the-house")
        return get_response(request)

    return answer


def plain(request, code):
    """A view that is none of the API's and answers in plain text."""
    return HttpResponse("plain words", status=code)


urlpatterns = [
    path("api/v1/sample/public/", Public.as_view()),
    path("api/v1/sample/public/<str:name>/", Public.as_view()),
    path("api/v1/sample/own/", Own.as_view()),
    path("api/v1/sample/versioned/", Versioned.as_view()),
    path("api/v1/sample/raising/<str:kind>/", Raising.as_view()),
    path("api/v1/sample/unrenderable/", Unrenderable.as_view()),
    path("api/v1/sample/things/", Making.as_view()),
    path("api/v1/sample/asking/", Asking.as_view()),
    path("api/v1/sample/offers/", Offering.as_view()),
    path("api/v1/sample/plain/<int:code>/", plain),
    path("", include("lms_site.urls")),
]
