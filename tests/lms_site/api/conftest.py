"""Callers of the API: somebody with a token, and nobody."""

import pytest
from django.test import Client

from tests.factories.accounts import UserFactory
from tests.factories.api import api_client


@pytest.fixture
def sample_api(settings):
    """Addresses of `sample` beside the real ones."""
    settings.ROOT_URLCONF = "tests.lms_site.api.sample"


@pytest.fixture
def quiet_client():
    """A caller who is told of faults as the outside is: by the answer alone."""
    return Client(raise_request_exception=False)


@pytest.fixture
def person(db):
    return UserFactory()


@pytest.fixture
def program(person):
    """A program that has signed in as `person`."""
    return api_client(person)
