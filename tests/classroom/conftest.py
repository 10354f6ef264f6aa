"""The partners' servers, and a site that talks to them."""

import pytest

from tests.partner_fakes.google import GoogleFake
from tests.partner_fakes.serving import running
from tests.partner_fakes.zoom import ZoomFake


@pytest.fixture
def zoom(settings):
    """Zoom on a port of this machine."""
    fake = ZoomFake()
    with running(fake):
        for name, value in fake.settings().items():
            setattr(settings, name, value)
        yield fake


@pytest.fixture
def google(settings):
    """Google's calendar on a port of this machine."""
    fake = GoogleFake()
    with running(fake):
        for name, value in fake.settings().items():
            setattr(settings, name, value)
        yield fake
