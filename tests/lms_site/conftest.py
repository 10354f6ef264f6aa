"""What the tests of the site share: calm breakers, events of their own, servers that can go away."""

import pytest
from django.core.cache import caches
from django.test.utils import override_settings

from lms_site import cache, handover, mail_sending
from lms_site.reactions import REACTIONS
from tests.lms_site import sample
from tests.lms_site.servers import MailServer, RedisOfItsOwn


@pytest.fixture(autouse=True)
def calm():
    """No test inherits another one's outage; Django's test runner is not to take our mail away."""
    handover.broker.worked()
    mail_sending.transport.worked()
    cache._outages.clear()
    with override_settings(EMAIL_BACKEND="lms_site.mail.OutboxEmailBackend"):
        yield


@pytest.fixture
def reactions(monkeypatch):
    """`reactions(*names)` lists functions of `sample` as the reactions to its event."""

    def react(*names: str) -> list[str]:
        paths = [f"tests.lms_site.sample.{name}" for name in names]
        monkeypatch.setitem(REACTIONS, sample.Happened.event_name(), paths)
        return paths

    return react


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` runs at its end what waits for a commit, as a commit would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def redis_of_its_own(tmp_path):
    server = RedisOfItsOwn(tmp_path)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def redis_cache(redis_of_its_own, settings):
    """The default cache is a Redis that the test may kill: `redis_cache.server`."""
    settings.CACHES = {
        "default": {
            "BACKEND": "lms_site.cache.FallbackRedisCache",
            "LOCATION": redis_of_its_own.url,
            "KEY_PREFIX": "lms",
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1.0},
        }
    }
    default = caches["default"]
    default.server = redis_of_its_own
    return default


@pytest.fixture
def mail_server(settings):
    """The transport is a real SMTP server: started, and `stop()` takes it away."""
    server = MailServer()
    settings.LMS_MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    server.start()
    yield server
    server.stop()
