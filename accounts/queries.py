"""What the account pages show of the activity log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wagtail.models import Page

from accounts.models import User, UserActivity, UserProfile
from accounts.services.profiles import PROFILE_FIELDS, USER_FIELDS
from lms_site.links import absolute_url


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry as it is read. `url` is that of the page it tells of, or "" when nobody can open that any more."""

    verb: str
    what: str
    label: str
    url: str
    object_key: str
    ip: str
    created_at: datetime


def log_lines(entries: Iterable[UserActivity]) -> list[LogLine]:
    """The entries with the present addresses of their pages; an entry without a label takes the page's title.

    Two queries however many entries there are, none where no entry names an object.
    """
    entries = list(entries)
    pages = _pages_by_key({key for entry in entries if (key := _as_key(entry.object_key))})
    return [_line(entry, pages.get(_as_key(entry.object_key))) for entry in entries]


def _line(entry: UserActivity, page: Page | None) -> LogLine:
    return LogLine(
        verb=entry.verb,
        what=entry.get_verb_display(),
        label=entry.label or (page.title if page else ""),
        url=(page.get_url() or "") if page else "",
        object_key=entry.object_key,
        ip=entry.ip or "",
        created_at=entry.created_at,
    )


def _as_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _pages_by_key(keys: set[UUID]) -> dict[UUID | None, Page]:
    """Live pages by translation key, of several the oldest; those below an unpublished page are left out."""
    if not keys:
        return {}
    pages = list(Page.objects.live().filter(translation_key__in=keys).order_by("-pk"))
    above = {page.pk: _paths_above(page) for page in pages}
    unpublished = Page.objects.filter(live=False, path__in={path for paths in above.values() for path in paths})
    closed = set(unpublished.values_list("path", flat=True))
    return {page.translation_key: page for page in pages if closed.isdisjoint(above[page.pk])}


def _paths_above(page: Page) -> list[str]:
    return [page.path[:end] for end in range(Page.steplen, len(page.path), Page.steplen)]


def own_profile(user: User, profile: UserProfile) -> dict[str, Any]:
    """All that `user` may read of their own account and profile, by the names of the fields. No query."""
    return {
        "id": user.pk,
        "email": user.email,
        "role": user.role,
        "date_joined": user.date_joined,
        "photo": photo_address(profile),
        **{name: getattr(user, name) for name in USER_FIELDS},
        **{name: getattr(profile, name) for name in PROFILE_FIELDS},
    }


def photo_address(profile: UserProfile | None) -> str | None:
    """The full address of the photo, None where there is none."""
    if profile is None or not profile.photo:
        return None
    address = profile.photo.url
    return absolute_url(address) if address.startswith("/") else address
