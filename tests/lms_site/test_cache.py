"""The cache: Redis may go away and come back, and nobody gets an error or an old value."""

import threading
import time

import pytest
from django.core.cache import caches

from lms_site import cache as cache_module
from lms_site.cache import ProcessCache
from tests.factories.accounts import UserFactory


@pytest.fixture
def outage(redis_cache):
    """What the process knows of the test's Redis."""
    return cache_module._outages[redis_cache.server.url]


def rest_is_over(outage):
    """As if the breaker's seconds had passed."""
    outage.breaker._open_until = time.monotonic()


def use_everything(cache):
    """Each operation once, with what it answered."""
    return [
        cache.set("a", 1),
        cache.get("a"),
        cache.get("missing", "default"),
        cache.add("a", 2),
        cache.add("b", 2),
        cache.incr("b", 3),
        cache.set_many({"c": 3, "d": [4]}),
        cache.get_many(["a", "b", "c", "d", "missing"]),
        cache.touch("a", 60),
        cache.touch("missing", 60),
        cache.has_key("c"),
        cache.delete("c"),
        cache.has_key("c"),
        cache.delete_many(["d"]),
        cache.get_many(["c", "d"]),
        cache.get_many([]),
        cache.get_or_set("e", lambda: "made"),
        cache.keep_greater("number", 5, 60),
        cache.keep_greater("number", 4, 60),
        cache.get("number"),
        cache.keep_greater("number", 6, 60),
        cache.get("number"),
        cache.count_up("visits", 60),
        cache.count_up("visits", 60),
        cache.get("visits"),
        cache.clear() in (None, True),
        cache.get_many(["a", "b", "e", "number"]),
    ]


def test_local_memory_answers_as_redis_does(redis_cache):
    with_redis = use_everything(redis_cache)
    assert redis_cache.is_shared()
    redis_cache.server.kill()
    without = use_everything(redis_cache)

    assert without == with_redis
    assert not redis_cache.is_shared()
    assert with_redis[1:6] == [1, "default", False, True, 5]


def test_values_are_in_redis_for_every_process_to_see(redis_cache):
    redis_cache.set("seen", 5, timeout=60)

    client = redis_cache.server.client()
    assert client.get("lms:1:seen") == b"5"
    assert 0 < client.ttl("lms:1:seen") <= 60


def test_threads_share_the_connections_of_their_process(redis_cache):
    redis_cache.set("seen", 5, timeout=60)
    seen = []
    for _ in range(3):
        visitor = threading.Thread(target=lambda: seen.append(caches["default"].get("seen")))
        visitor.start()
        visitor.join()

    assert seen == [5, 5, 5]
    everybody = redis_cache.server.client().client_list()
    assert len([one for one in everybody if one["cmd"] == "get"]) == 1


def test_limits_go_on_counting_while_redis_is_away(redis_cache):
    redis_cache.server.kill()

    redis_cache.add("tries", 0, timeout=60)
    assert [redis_cache.incr("tries") for _ in range(3)] == [1, 2, 3]


def test_counting_up_what_is_not_there_is_still_an_error(redis_cache):
    with pytest.raises(ValueError, match="not found"):
        redis_cache.incr("missing")
    redis_cache.server.kill()
    with pytest.raises(ValueError, match="not found"):
        redis_cache.incr("missing")


def test_dead_redis_is_asked_once_and_then_left_alone(redis_cache):
    redis_cache.server.kill()

    started = time.monotonic()
    for _ in range(200):
        redis_cache.get("a")

    assert time.monotonic() - started < 1


def test_redis_that_hangs_costs_a_second_and_no_error(redis_cache):
    redis_cache.set("a", 1)
    with redis_cache.server.frozen():
        started = time.monotonic()
        assert redis_cache.get("a", "gone") == "gone"
        assert time.monotonic() - started < 4
        assert not redis_cache.is_shared()


def test_redis_that_answers_again_is_used_again(redis_cache, outage):
    redis_cache.server.kill()
    redis_cache.set("a", "local")
    redis_cache.server.start()
    assert not redis_cache.is_shared()
    rest_is_over(outage)

    redis_cache.set("b", "shared")

    assert redis_cache.is_shared()
    assert redis_cache.server.client().exists("lms:1:b")


def test_ended_session_does_not_come_back_with_redis(redis_cache, outage):
    """Signed out while Redis could not be reached: the old entry there must not sign anybody in again."""
    redis_cache.set("session", "of somebody", timeout=3600)
    redis_cache.set("other", "untouched", timeout=3600)
    with redis_cache.server.frozen():
        redis_cache.delete("session")
    rest_is_over(outage)

    assert redis_cache.get("session") is None
    assert redis_cache.get("other") == "untouched"


def test_very_many_changes_during_an_outage_empty_our_part_of_redis(redis_cache, outage, monkeypatch):
    monkeypatch.setattr(cache_module, "MAX_STALE_KEYS", 10)
    redis_cache.set("old", 1)
    with redis_cache.server.frozen():
        redis_cache.set_many({f"key{number}": number for number in range(30)})
    redis_cache.server.client().set("celery", "a task of the broker")
    rest_is_over(outage)

    assert redis_cache.get("old") is None
    assert redis_cache.server.client().get("celery") == b"a task of the broker"


def test_clearing_spares_what_is_not_ours(redis_cache):
    client = redis_cache.server.client()
    client.set("celery", "a task of the broker")
    redis_cache.set("a", 1)

    redis_cache.clear()

    assert client.keys("*") == [b"celery"]


def test_full_redis_counts_as_away(redis_cache):
    redis_cache.server.client().config_set("maxmemory", "1")

    redis_cache.set("a", "x" * 100)

    assert redis_cache.get("a") == "x" * 100
    assert not redis_cache.is_shared()


def test_mistake_of_ours_is_not_taken_for_an_outage(redis_cache):
    redis_cache.server.client().lpush("lms:1:list", "x")

    with pytest.raises(Exception, match="WRONGTYPE"):
        redis_cache.get("list")
    assert redis_cache.is_shared()


@pytest.mark.django_db
def test_signed_in_visitor_stays_signed_in_when_redis_dies(redis_cache, client):
    user = UserFactory()
    client.force_login(user)
    redis_cache.server.kill()

    response = client.post("/language/", {"language": "id"})

    assert response.status_code == 302
    user.refresh_from_db()
    assert user.language == "id"


def test_cache_without_redis_says_that_it_is_not_shared(settings):
    settings.CACHES = {"default": {"BACKEND": "lms_site.cache.ProcessCache", "LOCATION": "test"}}

    assert isinstance(caches["default"], ProcessCache)
    assert caches["default"].is_shared() is False
