"""“See as this learner”: staff look at the site with a learner's eyes, for half an hour, changing nothing.

The session stays that of the staff member and remembers whom they look as; `SeeAsMiddleware` puts the
learner in place of them for pages, and lets through nothing that could change or reveal what is private.
"""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accounts.backends import PERSON
from accounts.models import User
from accounts.roles import note_role

SESSION_KEY = "seeing_as"
DURATION = timedelta(minutes=30)


def remember(request: HttpRequest, person: User) -> None:
    """From the next request on, this session looks as `person`."""
    request.session[SESSION_KEY] = {"pk": person.pk, "until": (timezone.now() + DURATION).isoformat()}


def forget(request: HttpRequest) -> None:
    """This session looks with its own eyes again."""
    request.session.pop(SESSION_KEY, None)


def person_seen(request: HttpRequest) -> User | None:
    """Whom the session looks as, None when it is over or no longer allowed; one query while it lasts."""
    entry = request.session.get(SESSION_KEY)
    if not entry:
        return None
    person = None
    if timezone.now() < datetime.fromisoformat(entry["until"]):
        person = next(iter(PERSON.rows(pk=entry["pk"])), None)
    if person is not None:
        note_role(person, person.role_rank)
    if person is None or not request.user.has_perm("accounts.see_as", person):
        forget(request)
        return None
    return person


def own_eyes_only(view: Any) -> Any:
    """Mark a view that shows what a person wrote for nobody, or for one other: it is closed to staff who look.

    Decorators above it keep the mark.
    """
    view.is_own_eyes_only = True
    return view


def is_looking(request: HttpRequest) -> bool:
    """Whether staff look as somebody else: then nothing may be recorded of the visit."""
    return getattr(request, "seen_by", None) is not None
