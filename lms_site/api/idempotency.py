"""`Idempotency-Key`: a POST that was sent twice is done once.

`idempotent` keeps the key in the transaction of what it guards. Who sends the same while the first is still
being answered waits for it; a crash takes the key away together with the work, so that the next try does it.
`idempotent_outside` is for work that asks another server, which nothing may do within a transaction.
"""

import hashlib
import json
from functools import wraps
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from lms_site.models import IdempotentRequest

from .errors import Refusal

MOST_LETTERS = 200


def idempotent(post):
    """Decorate the `post` of a view whose callers are signed in: same key, same answer.

    The same answer means data, status and `Location`. The same key with another body, or at another
    address, is refused (409). Errors are not kept. Of callers who are not signed in the key is not heeded:
    nobody could tell whose it is.
    """

    @wraps(post)
    def guarded(self, request, *args, **kwargs):
        key = _key_of(request)
        if key is None:
            return post(self, request, *args, **kwargs)
        with transaction.atomic():
            row, is_new = _take(request.user, key, fingerprint_of(request))
            if not is_new:
                return _replay(row)
            response = post(self, request, *args, **kwargs)
            row.status, row.answer = response.status_code, _answer_in(response)
            row.save(update_fields=["status", "answer"])
        return response

    guarded.is_idempotent = True
    return guarded


def idempotent_outside(post):
    """The same for a `post` that must not run within a transaction, and whose work is safe to do twice.

    The key is claimed before the work and gets its answer after it, each in a transaction of its own. Who
    comes while there is no answer yet (because the first is still at it, or has crashed) does the work as well;
    of several answers the one that is kept first is given to all.
    """

    @wraps(post)
    def guarded(self, request, *args, **kwargs):
        key = _key_of(request)
        if key is None:
            return post(self, request, *args, **kwargs)
        row, _is_new = _take(request.user, key, fingerprint_of(request))
        if row.status:
            return _replay(row)
        response = post(self, request, *args, **kwargs)
        without_answer = IdempotentRequest.objects.filter(pk=row.pk, status=0)
        if without_answer.update(status=response.status_code, answer=_answer_in(response)):
            return response
        row.refresh_from_db()
        return _replay(row)

    guarded.is_idempotent = True
    return guarded


def _key_of(request) -> str | None:
    """The key that the caller has sent, None where none counts; raises ValidationError."""
    key = request.headers.get("Idempotency-Key")
    if key is None or not request.user.is_authenticated:
        return None
    if not (key.isascii() and key.isprintable() and 1 <= len(key) <= MOST_LETTERS):
        raise ValidationError({"Idempotency-Key": [_("1 to 200 letters of ASCII.")]})
    return key


def _answer_in(response: Response) -> dict[str, Any]:
    data = json.loads(JSONRenderer().render(response.data) or b"null")
    return {"data": data, "location": response.headers.get("Location")}


def fingerprint_of(request) -> str:
    """What a request asks for: method, address and body."""
    body = json.dumps(request.data, sort_keys=True, default=str)
    return hashlib.sha256(f"{request.method} {request.get_full_path()} {body}".encode()).hexdigest()


def _take(user, key: str, fingerprint: str) -> tuple[IdempotentRequest, bool]:
    """The row of this key, and whether it is new; waits for a transaction that holds the same key.

    Raises Refusal where that takes longer than the database waits for a lock (ten seconds), and where the
    key was used for something else.
    """
    new = IdempotentRequest(user=user, key=key, fingerprint=fingerprint)
    try:
        new.pk = _write_unless_there(new)
    except OperationalError as error:  # the database's own time for waiting is over
        raise Refusal("IDEMPOTENCY_KEY_IN_USE", status=409) from error
    if new.pk is not None:
        new._state.adding = False
        return new, True
    row = IdempotentRequest.objects.get(user=user, key=key)
    if row.fingerprint != fingerprint:
        raise Refusal("IDEMPOTENCY_KEY_REUSED", status=409)
    return row, False


def _write_unless_there(row: IdempotentRequest) -> int | None:
    """Insert the row and return its id; None where there is one of its person and key.

    Written out, as Django has no word for it: an insert that fails, and the savepoint to survive that, take three
    statements of each request that sends a key.
    """
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    columns, places = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {row._meta.db_table} ({columns}) VALUES ({places}) "
            'ON CONFLICT ("user_id", "key") DO NOTHING RETURNING id',
            values,
        )
        found = cursor.fetchone()
    return found[0] if found else None


def _replay(row: IdempotentRequest) -> Response:
    headers = {"Idempotency-Replayed": "true"}
    if row.answer["location"]:
        headers["Location"] = row.answer["location"]
    return Response(row.answer["data"], status=row.status, headers=headers)
