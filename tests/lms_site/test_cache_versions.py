"""Versions: the table is the truth, Redis a copy that never runs behind a commit for long."""

import pytest
from django.core.cache import cache
from django.db import transaction

from lms_site import cache_versions
from lms_site.cache_versions import bump, is_changing, recent_version, shared_key, version, versions
from lms_site.models import CacheVersion
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["shared", "alone"])
def any_cache(request, settings):
    """With Redis and without."""
    if request.param == "shared":
        return request.getfixturevalue("redis_cache")
    settings.CACHES = {"default": {"BACKEND": "lms_site.cache.ProcessCache", "LOCATION": "versions"}}
    return cache


def test_what_never_changed_has_number_0(any_cache):
    assert versions(["news", "course:1"]) == {"news": 0, "course:1": 0}


def test_each_change_raises_the_number(any_cache, committed):
    with committed():
        bump("news", "course:1")
    with committed():
        bump("news")

    assert versions(["news", "course:1", "course:2"]) == {"news": 2, "course:1": 1, "course:2": 0}


@pytest.mark.django_db(transaction=True)
def test_change_that_is_rolled_back_raises_nothing(any_cache):
    with transaction.atomic():
        bump("news")
        transaction.set_rollback(True)

    assert version("news") == 0


def test_own_change_is_seen_at_once_by_recent_version(any_cache, committed):
    assert recent_version("news") == 0
    with committed():
        bump("news")

    assert recent_version("news") == 1


def test_recent_version_asks_nobody_for_a_moment(any_cache, django_assert_num_queries):
    recent_version("news")

    with django_assert_num_queries(0):
        assert recent_version("news") == 0


def test_reading_a_version_renews_the_recent_one(any_cache, django_assert_num_queries):
    recent_version("news")
    CacheVersion.objects.create(name="news", step=9)
    cache.delete(shared_key("news"))
    assert recent_version("news") == 0

    version("news")
    with django_assert_num_queries(0):
        assert recent_version("news") == 9


def test_recent_version_does_not_go_back_to_what_a_slower_thread_has_read(any_cache):
    recent_version("news")
    cache_versions._remember({"news": 9})
    cache_versions._remember({"news": 8})

    assert recent_version("news") == 9


def test_change_that_may_be_taken_back_is_not_remembered(any_cache):
    recent_version("news")
    with transaction.atomic():
        bump("news")
        cache_versions._remember({"news": 1})
        transaction.set_rollback(True)

    assert recent_version("news") == 0


def test_names_that_nobody_asks_for_again_are_not_remembered(any_cache):
    versions(["course:1", "course:2"])

    assert not cache_versions._memo


def test_change_of_another_process_is_seen_after_a_moment(any_cache, monkeypatch):
    recent_version("news")
    CacheVersion.objects.create(name="news", step=9)
    cache.delete(shared_key("news"))

    monkeypatch.setattr(cache_versions, "_memo", {})

    assert recent_version("news") == 9


def test_reading_costs_no_query_with_redis_once_it_is_warm(redis_cache, django_assert_num_queries):
    with django_assert_num_queries(1):
        versions(["news", "course:1"])
    with django_assert_num_queries(0):
        versions(["news", "course:1"])


@pytest.mark.parametrize("number", [1, 20])
def test_reading_costs_one_query_without_redis(settings, django_assert_num_queries, number):
    settings.CACHES = {"default": {"BACKEND": "lms_site.cache.ProcessCache", "LOCATION": "versions"}}

    with django_assert_num_queries(1):
        versions([f"course:{key}" for key in range(number)])


def test_late_writer_does_not_bring_an_old_number_back(redis_cache):
    cache.keep_greater(shared_key("news"), 6, 60)
    cache.keep_greater(shared_key("news"), 5, 60)

    assert version("news") == 6


def test_number_in_redis_is_renewed_from_the_table_after_a_minute(redis_cache, committed):
    with committed():
        bump("news")

    assert 0 < redis_cache.server.client().ttl(f"lms:1:{shared_key('news')}") <= 60


def test_redis_dying_between_change_and_commit_loses_nothing(redis_cache, committed):
    version("news")
    with committed():
        bump("news")
        redis_cache.server.kill()

    assert version("news") == 1


@pytest.mark.django_db(transaction=True)
def test_changes_at_the_same_time_are_all_counted():
    """Each of them may have changed another page: a reader between two must see two numbers."""

    def change() -> None:
        for _ in range(5):
            bump("news", "course:1")

    at_once(change)

    assert versions(["news", "course:1"]) == {"news": 40, "course:1": 40}


def test_putting_steps_together_changes_no_number(committed):
    for name in ["news"] * 5 + ["course:1"] * 3 + ["course:2"]:
        with committed():
            bump(name)

    assert cache_versions.compact() == 6

    assert cache_versions.stored(["news", "course:1", "course:2"]) == {"news": 5, "course:1": 3, "course:2": 1}
    assert CacheVersion.objects.filter(name="news").count() == 1


def test_changing_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(3):  # with the savepoint around it
        bump("news", *(f"course:{number}" for number in range(20)))


@pytest.mark.django_db(transaction=True)
def test_uncommitted_change_is_known_within_its_transaction_and_until_its_end():
    with transaction.atomic():
        bump("news")
        assert [is_changing("news"), is_changing("course:1")] == [True, False]
    assert not is_changing("news")

    with transaction.atomic():
        bump("news")
        transaction.set_rollback(True)
    with transaction.atomic():
        assert not is_changing("news")


def test_change_in_a_part_that_was_rolled_back_is_none(committed):
    with transaction.atomic():
        bump("news")
        transaction.set_rollback(True)

    assert not is_changing("news")
