"""What is kept near: within its bytes, for its time, here first and then in Redis, one release apart from the next."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from lms_site import release as release_module
from lms_site.cache import cleared
from lms_site.near_cache import NearCache, ProcessShelf, forget_changed_templates
from lms_site.release import own_files, release


@dataclass(frozen=True)
class Thing:
    size: int = 40
    version: int = 1


@pytest.fixture
def near():
    cache = NearCache("thing", max_bytes=1000)
    yield cache
    cleared.disconnect(cache.shelf.clear)


def test_shelf_keeps_within_its_bytes_and_drops_what_nobody_asks_for():
    shelf = ProcessShelf(max_bytes=100)
    shelf.put("a", Thing(), 60)
    shelf.put("b", Thing(), 60)
    shelf.get("a")
    shelf.put("c", Thing(), 60)

    assert [shelf.get(key) is not None for key in "abc"] == [True, False, True]


def test_shelf_counts_a_thing_that_is_put_twice_once():
    shelf = ProcessShelf(max_bytes=100)
    for _ in range(5):
        shelf.put("a", Thing(), 60)
    shelf.put("b", Thing(), 60)

    assert shelf.get("a") is not None
    assert shelf.get("b") is not None
    assert shelf.bytes == 80


def test_shelf_does_not_keep_what_is_larger_than_itself():
    shelf = ProcessShelf(max_bytes=100)
    shelf.put("a", Thing(size=101), 60)

    assert shelf.get("a") is None
    assert shelf.bytes == 0


def test_thing_of_another_process_is_taken_from_redis(redis_cache, near):
    near.put("a", Thing(), 60)
    near.shelf.clear()

    assert near.get("a") == Thing()
    assert near.get_many(["a", "b"]) == {"a": Thing()}


def test_many_are_asked_of_redis_at_once_and_then_stay_near(redis_cache, near):
    near.put_many({"a": Thing(1), "b": Thing(2)}, 60)
    near.shelf.clear()
    near.put("b", Thing(3), 60)
    redis_cache.delete(near.shared_key("b"))

    assert near.get_many("ab") == {"a": Thing(1), "b": Thing(3)}
    redis_cache.server.kill()
    assert near.get_many("ab") == {"a": Thing(1), "b": Thing(3)}


def test_newer_thing_of_another_process_takes_the_place_of_an_old_one(redis_cache, near):
    near.put("a", Thing(version=2), 60)
    near.shelf.put("a", Thing(version=1), 60)

    assert near.get("a", lambda thing: thing.version == 2) == Thing(version=2)
    assert near.get("a", lambda thing: thing.version == 3) is None


def test_away_redis_leaves_what_is_near(redis_cache, near):
    near.put("a", Thing(), 60)
    redis_cache.server.kill()
    near.put("b", Thing(), 60)

    assert near.get("a") == near.get("b") == Thing()
    assert near.get("c") is None


def test_clearing_the_cache_clears_what_is_near(near):
    from django.core.cache import cache

    near.put("a", Thing(), 60)
    cache.clear()

    assert near.get("a") is None


def test_changed_template_shows_at_once_in_development(near):
    near.put("a", Thing(), 60)
    forget_changed_templates(sender=None, file_path=Path("page.py"))
    assert near.shelf.get("a") is not None
    forget_changed_templates(sender=None, file_path=Path("page.html"))

    assert near.shelf.get("a") is None


def test_another_release_reads_nothing_of_this_one(redis_cache, near, monkeypatch, tmp_path, settings):
    near.put("a", Thing(), 60)
    near.shelf.clear()
    settings.BASE_DIR = tmp_path
    release_module.release.cache_clear()
    try:
        assert near.get("a") is None
    finally:
        settings.BASE_DIR = Path(__file__).resolve().parents[2]
        release_module.release.cache_clear()

    assert near.get("a") == Thing()


def test_release_is_made_of_our_code_templates_and_translations(settings):
    names = {str(path.relative_to(settings.BASE_DIR)) for path in own_files(settings.BASE_DIR)}

    assert {"lms_site/release.py", "templates/base.html", "locale/id/LC_MESSAGES/django.mo"} <= names
    assert not any(name.startswith((".venv", "var", "tests")) for name in names)
    assert release() == release()
    assert len(release()) == 10
