"""Flows run on the site as it is."""

import pytest


@pytest.fixture(autouse=True)
def site_as_it_is(indexes):
    """With everything that is done beside a save."""
