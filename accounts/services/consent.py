"""Which legal texts are in force, and who accepted them."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max, Min
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import ActivityVerb, Consent, LegalDocument, User, UserActivity
from accounts.services.activity import client_ip, record_activities

CACHE_KEY = "accounts:legal-versions"
# Without Redis, another process sees a publication after this many seconds at most.
CACHE_SECONDS = 60


def current_versions() -> dict[str, int]:
    """The version in force of each kind of text; kinds that were never published are absent.

    Cached for a minute at most, and never past the moment when the next text comes into force;
    `forget_versions` makes a publication visible at once.
    """
    now = timezone.now()
    versions, fresh_until = cache.get(CACHE_KEY) or ({}, now)
    if now < fresh_until:
        return versions
    rows = LegalDocument.objects.published(now).order_by().values_list("kind").annotate(Max("version"))
    versions = dict(rows)
    coming = LegalDocument.objects.filter(published_at__gt=now).aggregate(first=Min("published_at"))["first"]
    in_a_minute = now + timedelta(seconds=CACHE_SECONDS)
    cache.set(CACHE_KEY, (versions, min(coming or in_a_minute, in_a_minute)), CACHE_SECONDS)
    return versions


def forget_versions() -> None:
    """Look the versions up again at the next request; called when a text is saved or deleted."""
    cache.delete(CACHE_KEY)


def document_for(*, kind: str, language: str) -> LegalDocument | None:
    """The text in force: in `language`, else in English, else in whatever language it has."""
    in_force = list(LegalDocument.objects.published().filter(kind=kind))
    newest = max((document.version for document in in_force), default=None)
    choices = {document.language: document for document in in_force if document.version == newest}
    return choices.get(language) or choices.get("en") or next(iter(choices.values()), None)


def missing_consents(*, user: User) -> dict[str, int]:
    """The kinds, with the version in force, that `user` has not accepted. One query, or none."""
    current = current_versions()
    if not current:
        return {}
    accepted = set(user.consents.filter(kind__in=current).values_list("kind", "version"))
    return {kind: version for kind, version in current.items() if (kind, version) not in accepted}


def accept(*, user: User, request: HttpRequest | None = None) -> None:
    """Record that `user` accepts every text now in force, with the time and the address. Idempotent."""
    accept_many(users=[user], ip=client_ip(request) if request else None)


@transaction.atomic
def accept_many(*, users: Iterable[User], ip: str | None = None) -> None:
    """Record the consent of several people at once; what they accepted before stays as it was."""
    users, current = list(users), current_versions()
    known = set(Consent.objects.filter(user__in=users).values_list("user_id", "kind", "version"))
    new = [
        Consent(user=user, kind=kind, version=version, ip=ip)
        for user in users
        for kind, version in current.items()
        if (user.pk, kind, version) not in known
    ]
    Consent.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)
    label = ", ".join(f"{kind} {version}" for kind, version in sorted(current.items()))
    people = {consent.user_id for consent in new}
    record_activities(
        UserActivity(user_id=user_id, verb=ActivityVerb.CONSENTED, label=label, ip=ip) for user_id in sorted(people)
    )
