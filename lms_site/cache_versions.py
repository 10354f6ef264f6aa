"""Numbers that grow when something changes; whatever was cached under an older number is void.

The table is the truth, so that several processes without Redis see each other's changes. With Redis,
numbers are read from there. Names in use: "public" (all that anonymous visitors can see) and
"course:<translation key>".
"""

import time
from collections.abc import Iterable
from functools import partial

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from lms_site.cache import cleared
from lms_site.models import CacheVersion

SHARED_SECONDS = 60
# Without a shared cache, another process's change may stay unseen this long by `recent_version`.
MEMO_SECONDS = 1.0
_memo: dict[str, tuple[float, int]] = {}


def shared_key(name: str) -> str:
    """The cache key that holds the number of `name` when the cache is shared."""
    return f"version:{name}"


def version(name: str) -> int:
    """The present number of `name`; 0 when it never changed."""
    return versions([name])[name]


def recent_version(name: str) -> int:
    """The number of `name` without a query where possible: one read of the shared cache.

    When the cache is not shared, the database is asked at most once a second; changes made by this
    process are seen at once all the same.
    """
    if cache.is_shared():
        number = cache.get(shared_key(name))
        return version(name) if number is None else number
    checked_at, number = _memo.get(name, (0.0, 0))
    now = time.monotonic()
    if not checked_at or now - checked_at > MEMO_SECONDS:
        number = version(name)
        _memo[name] = (now, number)
    return number


def versions(names: Iterable[str]) -> dict[str, int]:
    """The present numbers of all `names`: one read of the shared cache, or one query."""
    names = list(names)
    if not cache.is_shared():
        return stored(names)
    keys = {shared_key(name): name for name in names}
    found = {keys[key]: number for key, number in cache.get_many(keys).items()}
    missing = [name for name in names if name not in found]
    if missing:
        read = stored(missing)
        for name, number in read.items():
            cache.keep_greater(shared_key(name), number, SHARED_SECONDS)
        found |= read
    return found


def stored(names: Iterable[str]) -> dict[str, int]:
    """The numbers as the database has them: one query."""
    names = list(names)
    rows = CacheVersion.objects.filter(name__in=names).values_list("name", "version")
    return {**dict.fromkeys(names, 0), **dict(rows)}


@transaction.atomic
def bump(*names: str) -> None:
    """Raise the numbers within the caller's transaction; readers see it with the commit.

    What is read between this call and the commit is cached under the old number and so void after it.
    """
    wanted = sorted(set(names))
    rows = CacheVersion.objects.filter(name__in=wanted)
    known = set(rows.select_for_update().order_by("name").values_list("name", flat=True))
    missing = [CacheVersion(name=name) for name in wanted if name not in known]
    if missing:
        CacheVersion.objects.bulk_create(missing, ignore_conflicts=True)
    rows.update(version=F("version") + 1)
    transaction.on_commit(partial(_share, wanted))


def _share(names: list[str]) -> None:
    for name in names:
        _memo.pop(name, None)
    if cache.is_shared():
        for name, number in stored(names).items():
            cache.keep_greater(shared_key(name), number, SHARED_SECONDS)


def _forget_memo(**_signal: object) -> None:
    _memo.clear()


cleared.connect(_forget_memo)
