"""What tests of the API share."""

import pytest


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` what is made in it counts as committed: it may be kept in caches from then on."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
