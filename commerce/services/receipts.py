"""A notice as it is kept, and back again."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from commerce.gateways.base import Notice, NoticeKind
from commerce.models import ProviderEvent


def content_of(notice: Notice) -> dict[str, Any]:
    """The notice as JSON."""
    values = asdict(notice)
    values["occurred_at"] = notice.occurred_at.isoformat() if notice.occurred_at else None
    return values


def notice_in(receipt: ProviderEvent) -> Notice:
    """The notice that the receipt keeps."""
    values = dict(receipt.content)
    moment = values.pop("occurred_at", None)
    kind = NoticeKind(values.pop("kind"))
    return Notice(**values, kind=kind, occurred_at=datetime.fromisoformat(moment) if moment else None)
