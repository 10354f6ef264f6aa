"""What the site does when Django has loaded it."""

import gc

import pytest
from django.apps import apps


@pytest.fixture
def as_while_loading():
    """Nothing is collected, as `lms_site/__init__.py` leaves it."""
    gc.disable()
    yield
    gc.enable()


def test_garbage_is_collected_once_the_site_is_loaded(as_while_loading):
    apps.get_app_config("lms_site").ready()

    assert gc.isenabled()
    assert gc.get_freeze_count() > 100_000
