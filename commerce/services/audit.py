"""The log of what staff did with money: written with the act, never changed after it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from accounts.services.activity import client_ip
from commerce.models import MoneyAct


def record_act(
    *, actor, verb: str, target: str = "", details: Mapping[str, Any] | None = None, request: HttpRequest | None = None
) -> MoneyAct:
    """Write one act; call it in the transaction of what it tells of. `target` names it as in `order:26-7K3P-9QXM`."""
    return MoneyAct.objects.create(
        actor_id=actor.pk if actor else None,
        actor_email=actor.email if actor else "",
        verb=verb[:40],
        target=target[:80],
        details=dict(details or {}),
        ip=client_ip(request) if request else None,
    )
