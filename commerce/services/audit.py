"""The log of acts with money."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from accounts.services.activity import client_ip
from commerce.models import MoneyAct


def record_act(
    *,
    actor: User | None,
    verb: str,
    target: str = "",
    details: Mapping[str, Any] | None = None,
    request: HttpRequest | None = None,
) -> MoneyAct:
    """Write one line of the log; call it in the transaction of what it tells of."""
    return MoneyAct.objects.create(
        actor_id=actor.pk if actor else None,
        actor_email=actor.email if actor else "",
        verb=verb,
        target=target[:80],
        details=dict(details or {}),
        ip=client_ip(request) if request else None,
    )
