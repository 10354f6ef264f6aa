"""Writing the activity log."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User, UserActivity

LABEL_LENGTH = UserActivity._meta.get_field("label").max_length
KEY_LENGTH = UserActivity._meta.get_field("object_key").max_length


def record_activity(
    *,
    user: User,
    verb: str,
    label: str = "",
    object_key: str = "",
    request: HttpRequest | None = None,
    now: datetime | None = None,
) -> UserActivity:
    """Write one line of the log; call it in the transaction of what it tells of.

    `label` is shown to the person and cut to 255 characters; `object_key` names the object for
    programs ("course:<uuid>"). The address is taken from `request` when there is one.
    """
    return UserActivity.objects.create(
        user=user,
        verb=verb,
        label=str(label)[:LABEL_LENGTH],
        object_key=object_key[:KEY_LENGTH],
        ip=client_ip(request) if request else None,
        created_at=now or timezone.now(),
    )


def record_activities(rows: Iterable[UserActivity]) -> None:
    """Write many unsaved `UserActivity` rows in batches of a thousand."""
    rows = list(rows)
    for row in rows:
        row.label, row.object_key = str(row.label)[:LABEL_LENGTH], row.object_key[:KEY_LENGTH]
    UserActivity.objects.bulk_create(rows, batch_size=1000)


def client_ip(request: HttpRequest) -> str | None:
    """The visitor's address: the connection's, or what the counted trusted proxies say.

    None when the server sits behind a Unix socket and no proxy is trusted.
    """
    from allauth.account.adapter import get_adapter

    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return None
