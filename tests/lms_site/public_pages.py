"""Addresses of pages for the tests of the page cache; each tells how often it was rendered."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from lms_site.public import mark_public

rendered: list[str] = []


def body(request) -> str:
    rendered.append(request.get_full_path())
    return f"<p>{get_language()} {len(rendered)} " + "batik " * 200


def public(request):
    return mark_public(HttpResponse(body(request)), parameters={"page", "level"})


def ordinary(request):
    return HttpResponse(body(request))


def with_cookie(request):
    response = mark_public(HttpResponse(body(request)))
    response.set_cookie("seen", "yes")
    return response


def with_message(request):
    messages.success(request, "Saved for you alone")
    return HttpResponse(body(request))


def with_nonce(request):
    return mark_public(HttpResponse(body(request) + str(request.csp_nonce)))


def with_token(request):
    return mark_public(HttpResponse(body(request) + get_token(request)))


def by_origin(request):
    response = mark_public(HttpResponse(body(request)))
    patch_vary_headers(response, ["Origin"])
    return response


def streamed(request):
    return mark_public(StreamingHttpResponse([body(request)]))


def missing(request):
    return mark_public(HttpResponse(body(request), status=404))


def huge(request):
    return mark_public(HttpResponse(body(request) + "x" * 600_000))


urlpatterns = [
    path("public/", public),
    path("other/", public),
    path("api/public/", public),
    path("accounts/public/", public),
    *(
        path(f"{view.__name__}/", view)
        for view in (ordinary, with_cookie, with_message, with_nonce, with_token, by_origin, streamed, missing, huge)
    ),
]
