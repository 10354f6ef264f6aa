"""Archives that wait between the look and the import, in private storage and for a few hours."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import IO
from uuid import uuid4

from django.core import signing
from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import storages
from django.utils import timezone

FOLDER = "imports"
SALT = "catalog.transfer"
KEPT = timedelta(hours=3)


def keep_upload(file: IO[bytes], *, author) -> str:
    """Store an archive and return the token with which its author, and nobody else, gets it back."""
    file.seek(0)
    name = storages["private"].save(f"{FOLDER}/{uuid4().hex}.zip", File(file))
    return signing.dumps([author.pk, name], salt=SALT)


def open_upload(token: str, *, author) -> IO[bytes] | None:
    """The archive of `token`, open; None when it is not theirs, too old or gone."""
    name = _name_of(token, author)
    if name is None:
        return None
    try:
        return storages["private"].open(name)
    except FileNotFoundError:
        return None


def claim_upload(token: str) -> bool:
    """True for the first who asks with this token: a form that is sent twice makes one course."""
    return cache.add(f"import:{sha256(token.encode()).hexdigest()}", 1, int(KEPT.total_seconds()))


def drop_upload(token: str, *, author) -> None:
    """Delete the archive of `token`."""
    name = _name_of(token, author)
    if name is not None:
        storages["private"].delete(name)


def purge_uploads(*, now: datetime | None = None) -> int:
    """Delete archives whose import nobody finished; return how many."""
    storage, ends = storages["private"], (now or timezone.now()) - KEPT
    if not storage.exists(FOLDER):
        return 0
    names = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    old = [name for name in names if storage.get_modified_time(name) < ends]
    for name in old:
        storage.delete(name)
    return len(old)


def _name_of(token: str, author) -> str | None:
    try:
        owner, name = signing.loads(token, salt=SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return name if owner == author.pk else None
