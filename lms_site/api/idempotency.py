"""`Idempotency-Key`: a POST that was sent twice is done once.

The key is kept in the transaction of what it guards. Who sends the same while the first is still being
answered waits for it; a crash takes the key away together with the work, so that the next try does it.
"""

import hashlib
import json
from functools import wraps

from django.db import IntegrityError, OperationalError, transaction
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
        key = request.headers.get("Idempotency-Key")
        if key is None or not request.user.is_authenticated:
            return post(self, request, *args, **kwargs)
        if not (key.isascii() and key.isprintable() and 1 <= len(key) <= MOST_LETTERS):
            raise ValidationError({"Idempotency-Key": [_("1 to 200 letters of ASCII.")]})
        fingerprint = fingerprint_of(request)
        with transaction.atomic():
            row, is_new = _take(request.user, key, fingerprint)
            if not is_new:
                return _replay(row, fingerprint)
            response = post(self, request, *args, **kwargs)
            row.status = response.status_code
            data = json.loads(JSONRenderer().render(response.data) or b"null")
            row.answer = {"data": data, "location": response.headers.get("Location")}
            row.save(update_fields=["status", "answer"])
        return response

    guarded.is_idempotent = True
    return guarded


def fingerprint_of(request) -> str:
    """What a request asks for: method, address and body."""
    body = json.dumps(request.data, sort_keys=True, default=str)
    return hashlib.sha256(f"{request.method} {request.get_full_path()} {body}".encode()).hexdigest()


def _take(user, key: str, fingerprint: str) -> tuple[IdempotentRequest, bool]:
    """The row of this key, and whether it is new; waits for a transaction that holds the same key.

    Raises Refusal where that takes longer than the database waits for a lock (ten seconds).
    """
    try:
        with transaction.atomic():
            return IdempotentRequest.objects.create(user=user, key=key, fingerprint=fingerprint), True
    except OperationalError as error:  # the database's own time for waiting is over
        raise Refusal("IDEMPOTENCY_KEY_IN_USE", status=409) from error
    except IntegrityError:
        return IdempotentRequest.objects.get(user=user, key=key), False


def _replay(row: IdempotentRequest, fingerprint: str) -> Response:
    if row.fingerprint != fingerprint:
        raise Refusal("IDEMPOTENCY_KEY_REUSED", status=409)
    headers = {"Idempotency-Replayed": "true"}
    if row.answer["location"]:
        headers["Location"] = row.answer["location"]
    return Response(row.answer["data"], status=row.status, headers=headers)
