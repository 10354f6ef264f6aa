"""The table is complete, and true."""

import json

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver

from lms_site import api_v1_urls
from lms_site.api.views import UnknownAddressView
from tests.api.calls import ROLES
from tests.api.matrix import ALL
from tests.api.world import make_world, things_left

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def world(made_once):
    return make_world()


@pytest.fixture(scope="module")
def clients(world):
    """A program of each role: made anew for each call, it would load the middleware three thousand times."""
    return {role: Client(headers=headers, raise_request_exception=False) for role, headers in world.headers.items()}


def routes(patterns=api_v1_urls.urlpatterns, before=""):
    """Every (method, route) of the URLconf."""
    for entry in patterns:
        route = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            view = entry.callback.cls
            if view is not UnknownAddressView:
                yield from ((method.upper(), route) for method in METHODS if hasattr(view, method))


def test_every_route_and_method_has_a_row_and_no_row_is_of_the_past():
    written = {(call.method, call.route) for call in ALL}

    assert set(routes()) - written == set()
    assert written - set(routes()) == set()


def test_rows_have_a_status_for_every_role():
    assert [call for call in ALL if len(call.statuses.split()) != len(ROLES)] == []


@pytest.mark.parametrize("call", ALL, ids=[f"{call.method} {call.address}" for call in ALL])
def test_each_role_is_answered_as_the_table_says(world, clients, settings, call):
    settings.LMS_API_RATES = dict.fromkeys(settings.LMS_API_RATES, "100000/h")

    answered = {role: status_of(call, world, clients[role]) for role in ROLES}

    assert answered == dict(zip(ROLES, map(int, call.statuses.split()), strict=True))


@pytest.mark.parametrize("role", ["stranger", "other_instructor", "teacher", "moderator", "admin"])
def test_what_is_somebody_elses_stays_whatever_the_answer(world, role):
    """Deleting is answered alike whether there was something or not."""
    client = Client(headers=world.headers[role])
    before = things_left(world)

    own = ("notes/{note}/", "reviews/{review}/", "courses/{course}/enroll/", "lessons/{lesson}/complete/")
    for address in (*own, "cart/items/{item}/", "cart/", "cart/coupon/"):
        client.delete(f"/api/v1/{address.format(**world.things)}")

    assert things_left(world) == before


def status_of(call, world, client) -> int:
    """What `client` is answered, which remembers nothing of calls before; what the call has changed is undone."""
    cache.clear()
    client.cookies.clear()
    with transaction.atomic():
        address = f"/api/v1/{call.address.format(**world.things)}"
        response = client.generic(call.method, address, body_of(call, world), "application/json")
        transaction.set_rollback(True)
    return response.status_code


def body_of(call, world) -> str:
    """The body as JSON, with the ids of this world."""
    if call.body is None:
        return ""
    if isinstance(call.body, list):
        return json.dumps(call.body)
    named = {name: value for name, value in call.body.items() if isinstance(value, str) and value in world.things}
    return json.dumps({**call.body, **{name: world.things[value] for name, value in named.items()}}, default=str)
