"""Numbers that grow when something changes; whatever was cached under an older number is void.

The table is the truth, so that several processes without Redis see each other's changes. With Redis,
numbers are read from there. Names in use: "public" (all that anonymous visitors can see) and
"course:<translation key>".
"""

import math
import time
from collections.abc import Iterable

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Count, Sum

from lms_site.cache import cleared
from lms_site.models import CacheVersion

SHARED_SECONDS = 60
# `recent_version` may miss another process's change for so long: with the shared cache, and without.
MEMO_SHARED, MEMO_ALONE = 0.1, 1.0
_memo: dict[str, tuple[float, int]] = {}
NOT_ASKED_FOR = (math.inf, math.inf)  # so nothing is newer


def shared_key(name: str) -> str:
    """The cache key that holds the number of `name` when the cache is shared."""
    return f"version:{name}"


def version(name: str) -> int:
    """The present number of `name`; 0 when it never changed."""
    return versions([name])[name]


def recent_version(name: str) -> int:
    """The number of `name`, remembered by this process for a moment: mostly no read at all.

    Never older than what `version` last answered in this process, unless a transaction is changing it.

    Changes made by this process count at once, those of others a tenth of a second later, or one second
    where the cache is not shared. Never use it to decide what somebody may see.
    """
    until, number = _memo.setdefault(name, (0.0, 0))
    return number if time.monotonic() < until else version(name)


def versions(names: Iterable[str]) -> dict[str, int]:
    """The present numbers of all `names`: one read of the shared cache, or one query."""
    names = list(names)
    numbers = _shared(names) if cache.is_shared() else stored(names)
    _remember(numbers)
    return numbers


def _shared(names: list[str]) -> dict[str, int]:
    """The numbers as the shared cache has them, and those that it has not as the database does."""
    keys = {shared_key(name): name for name in names}
    found = {keys[key]: number for key, number in cache.get_many(keys).items()}
    missing = [name for name in names if name not in found]
    if missing:
        read = stored(missing)
        for name, number in read.items():
            cache.keep_greater(shared_key(name), number, SHARED_SECONDS)
        found |= read
    return found


def _remember(numbers: dict[str, int]) -> None:
    """Keep the numbers of those names that `recent_version` is asked for.

    Never a smaller one over a fresh greater one, which another thread has read meanwhile, and none that
    the transaction we are in may take back.
    """
    now = time.monotonic()
    until = now + (MEMO_SHARED if cache.is_shared() else MEMO_ALONE)
    for name, number in numbers.items():
        fresh_until, known = _memo.get(name, NOT_ASKED_FOR)
        if (now >= fresh_until or number >= known) and not is_changing(name):
            _memo[name] = (until, number)


def stored(names: Iterable[str]) -> dict[str, int]:
    """The numbers as the database has them: one query."""
    names = list(names)
    rows = CacheVersion.objects.filter(name__in=names).values("name").annotate(number=Sum("step"))
    return {**dict.fromkeys(names, 0), **{row["name"]: row["number"] for row in rows}}


@transaction.atomic
def bump(*names: str) -> None:
    """Raise the numbers within the caller's transaction; readers see it with the commit. One query.

    What is read between this call and the commit is cached under the old number and so void after it.
    Takes no lock: changes at the same time do not wait for each other, and all count.
    """
    wanted = sorted(set(names))
    CacheVersion.objects.bulk_create(CacheVersion(name=name) for name in wanted)
    transaction.on_commit(Sharing(wanted))


def is_changing(name: str) -> bool:
    """Whether the transaction that we are in has changed what goes by `name` and is not committed yet.

    Then what is read must not be cached, nor taken from a cache. A rollback ends it as a commit does.
    """
    waiting = (entry[1] for entry in connection.run_on_commit)
    return any(name in call.names for call in waiting if isinstance(call, Sharing) and not call.is_done)


def compact() -> int:
    """Put the steps of each name together into one row; returns how many rows that saves."""
    saved = 0
    crowded = CacheVersion.objects.values("name").annotate(rows=Count("pk")).filter(rows__gt=1)
    for name in list(crowded.order_by("name").values_list("name", flat=True)):
        with transaction.atomic():
            rows = list(CacheVersion.objects.select_for_update().filter(name=name).order_by("pk"))
            CacheVersion.objects.filter(pk__in=[row.pk for row in rows]).delete()
            CacheVersion.objects.create(name=name, step=sum(row.step for row in rows))
            saved += len(rows) - 1
    return saved


class Sharing:
    """What a commit does with changed numbers: forget what this process remembers, renew the shared cache."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.is_done = False

    def __call__(self) -> None:
        self.is_done = True
        for name in self.names:
            _memo.pop(name, None)
        if cache.is_shared():
            for name, number in stored(self.names).items():
                cache.keep_greater(shared_key(name), number, SHARED_SECONDS)


def _forget_memo(**_signal: object) -> None:
    _memo.clear()


cleared.connect(_forget_memo)
