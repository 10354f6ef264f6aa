"""Publishing legal texts from code; in the CMS they are snippets."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import LegalDocument
from accounts.services.consent import forget_versions


@transaction.atomic
def publish_text(
    *, kind: str, version: int, title: str, body: str, language: str = "en", published_at: datetime | None = None
) -> LegalDocument:
    """Put a text into force, now or at `published_at`. Idempotent: a version that exists stays as it is.

    What people have accepted never changes under them; a correction is a new version.
    """
    document, _created = LegalDocument.objects.get_or_create(
        kind=kind,
        version=version,
        language=language,
        defaults={"title": title, "body": body, "published_at": published_at or timezone.now()},
    )
    transaction.on_commit(forget_versions)
    return document
