"""Versions: the table is the truth, Redis a copy that never runs behind a commit for long."""

import threading

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from lms_site import cache_versions
from lms_site.cache_versions import bump, recent_version, shared_key, version, versions
from lms_site.models import CacheVersion

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["shared", "alone"])
def any_cache(request, settings):
    """With Redis and without."""
    if request.param == "shared":
        return request.getfixturevalue("redis_cache")
    settings.CACHES = {"default": {"BACKEND": "lms_site.cache.ProcessCache", "LOCATION": "versions"}}
    return cache


def test_what_never_changed_has_number_0(any_cache):
    assert versions(["public", "course:1"]) == {"public": 0, "course:1": 0}


def test_each_change_raises_the_number(any_cache, committed):
    with committed():
        bump("public", "course:1")
    with committed():
        bump("public")

    assert versions(["public", "course:1", "course:2"]) == {"public": 2, "course:1": 1, "course:2": 0}


@pytest.mark.django_db(transaction=True)
def test_change_that_is_rolled_back_raises_nothing(any_cache):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        bump("public")
        raise ZeroDivisionError

    assert version("public") == 0


def test_own_change_is_seen_at_once_by_recent_version(any_cache, committed):
    assert recent_version("public") == 0
    with committed():
        bump("public")

    assert recent_version("public") == 1


def test_recent_version_asks_nobody_for_a_moment(any_cache, django_assert_num_queries):
    recent_version("public")

    with django_assert_num_queries(0):
        assert recent_version("public") == 0


def test_change_of_another_process_is_seen_after_a_moment(any_cache, monkeypatch):
    recent_version("public")
    CacheVersion.objects.create(name="public", step=9)
    cache.delete(shared_key("public"))

    monkeypatch.setattr(cache_versions, "_memo", {})

    assert recent_version("public") == 9


def test_reading_costs_no_query_with_redis_once_it_is_warm(redis_cache, django_assert_num_queries):
    with django_assert_num_queries(1):
        versions(["public", "course:1"])
    with django_assert_num_queries(0):
        versions(["public", "course:1"])


@pytest.mark.parametrize("number", [1, 20])
def test_reading_costs_one_query_without_redis(settings, django_assert_num_queries, number):
    settings.CACHES = {"default": {"BACKEND": "lms_site.cache.ProcessCache", "LOCATION": "versions"}}

    with django_assert_num_queries(1):
        versions([f"course:{key}" for key in range(number)])


def test_late_writer_does_not_bring_an_old_number_back(redis_cache):
    cache.keep_greater(shared_key("public"), 6, 60)
    cache.keep_greater(shared_key("public"), 5, 60)

    assert version("public") == 6


def test_number_in_redis_is_renewed_from_the_table_after_a_minute(redis_cache, committed):
    with committed():
        bump("public")

    assert 0 < redis_cache.server.client().ttl(f"lms:1:{shared_key('public')}") <= 60


def test_redis_dying_between_change_and_commit_loses_nothing(redis_cache, committed):
    version("public")
    with committed():
        bump("public")
        redis_cache.server.kill()

    assert version("public") == 1


@pytest.mark.django_db(transaction=True)
def test_changes_at_the_same_time_are_all_counted():
    """Each of them may have changed another page: a reader between two must see two numbers."""
    start = threading.Barrier(8)

    def change():
        start.wait()
        for _ in range(5):
            bump("public", "course:1")
        connection.close()

    threads = [threading.Thread(target=change) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert versions(["public", "course:1"]) == {"public": 40, "course:1": 40}


def test_putting_steps_together_changes_no_number(committed):
    for name in ["public"] * 5 + ["course:1"] * 3 + ["course:2"]:
        with committed():
            bump(name)

    assert cache_versions.compact() == 6

    assert cache_versions.stored(["public", "course:1", "course:2"]) == {"public": 5, "course:1": 3, "course:2": 1}
    assert CacheVersion.objects.count() == 3


def test_changing_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(3):  # with the savepoint around it
        bump("public", *(f"course:{number}" for number in range(20)))
