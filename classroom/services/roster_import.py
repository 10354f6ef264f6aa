"""Putting a list of people into a batch: looked at first, then all of them by one task, or nobody."""

from collections.abc import Iterable
from dataclasses import astuple
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone, translation

from accounts.models import User
from accounts.services.inviting import invite_people
from classroom.errors import PersonRefused
from classroom.events import MemberPlaced, RosterImportConfirmed
from classroom.models import BatchMember, CourseBatch, ImportState, JoinSource, RosterImport
from classroom.roster_file import FileRow, read_people
from lms_site.errors import DomainError
from lms_site.events import publish, publish_many

from .locking import lock_batch, lock_open_batch
from .placing import seat_group
from .roster_checks import Judgement, RowError, judge_rows

# So long is a list kept that nobody has confirmed, and what is known of one that is over.
KEPT_UPLOADS, KEPT_REPORTS = timedelta(days=1), timedelta(days=30)
PROGRESS_SECONDS = 600


@transaction.atomic
def keep_list(*, batch: CourseBatch, content: bytes, filename: str, by: User) -> RosterImport:
    """Keep the people of a file until somebody says that they are right. Raises RosterFileInvalid, BatchArchived."""
    lock_open_batch(batch.pk)
    rows = read_people(content)
    return RosterImport.objects.create(
        batch=batch, by=by, filename=filename[:200], rows=[astuple(row) for row in rows], row_count=len(rows)
    )


def rows_of(roster_import: RosterImport) -> list[FileRow]:
    """The rows that are kept."""
    return [FileRow(*row) for row in roster_import.rows]


def errors_of(roster_import: RosterImport) -> list[RowError]:
    """What was wrong, row by row, after it was refused."""
    return [RowError(*row) for row in roster_import.errors]


@transaction.atomic
def confirm_import(*, roster_import: RosterImport) -> RosterImport:
    """Have the list put in by a task; twice is doing it once. Raises BatchArchived."""
    lock_open_batch(roster_import.batch_id)
    roster_import = RosterImport.objects.select_for_update().get(pk=roster_import.pk)
    if roster_import.state == ImportState.UPLOADED:
        roster_import.state = ImportState.QUEUED
        roster_import.save(update_fields=["state"])
        publish(RosterImportConfirmed(import_id=roster_import.pk))
    return roster_import


@transaction.atomic
def run_import(*, import_id: int, now: datetime | None = None) -> None:
    """Put in all of a list that was confirmed, or say why nobody was. In one transaction: killed, it runs anew.

    An account that somebody makes at the same moment ends it with IntegrityError; the next try knows that account.
    """
    now = now or timezone.now()
    waiting = RosterImport.objects.filter(pk=import_id, state=ImportState.QUEUED)
    for batch_id in waiting.values_list("batch_id", flat=True):
        lock_batch(batch_id)  # before the list, as everywhere
    found = waiting.select_for_update(of=("self",)).select_related("by").first()
    if found is None:
        return
    show_progress(found.pk, 5)
    judgement = Judgement()
    with translation.override((found.by.language if found.by else "") or settings.LANGUAGE_CODE):
        try:
            with transaction.atomic():
                judgement = _put_in(found, now)
        except DomainError as refusal:
            found.failure = str(refusal)[:300]
    _finish(found, judgement, now)


def _put_in(found: RosterImport, now: datetime) -> Judgement:
    batch = lock_open_batch(found.batch_id)
    judgement = judge_rows(batch=batch, rows=rows_of(found))
    show_progress(found.pk, 20)
    if judgement.errors:
        return judgement
    made = invite_people(names=judgement.new, language=found.by.language if found.by else "")
    show_progress(found.pk, 45)
    people = [*(user.pk for user in made), *judgement.known]
    members = seat_group(batch=batch, sources=dict.fromkeys(people, JoinSource.STAFF), now=now)
    show_progress(found.pk, 80)
    publish_many(MemberPlaced(member_id=member.pk, by_id=found.by_id or 0) for member in members)
    return judgement


def _finish(found: RosterImport, judgement: Judgement, now: datetime) -> None:
    is_refused = bool(judgement.errors or found.failure)
    found.state = ImportState.REFUSED if is_refused else ImportState.DONE
    found.errors = [astuple(error) for error in judgement.errors]
    if not is_refused:
        found.created_count, found.known_count = len(judgement.new), len(judgement.known)
        found.inside_count = len(judgement.inside)
    found.rows, found.finished_at = [], now
    found.save()


def add_person(*, batch: CourseBatch, email: str, name: str = "", by: User, now: datetime | None = None) -> BatchMember:
    """Put one person in by address; who has no account gets one and is invited to set a password.

    Who is in it already stays as they are. Raises PersonRefused with the reason, TooFewSeats, BatchClosed,
    BatchArchived.
    """
    with transaction.atomic():
        batch = lock_open_batch(batch.pk)
        judgement = judge_rows(batch=batch, rows=[FileRow(1, email, " ".join(name.split()))])
        for error in judgement.errors:
            raise PersonRefused(error.code)
        made = invite_people(names=judgement.new, language=by.language)
        people = [*(user.pk for user in made), *judgement.known]
        members = seat_group(batch=batch, sources=dict.fromkeys(people, JoinSource.STAFF), now=now)
        publish_many(MemberPlaced(member_id=member.pk, by_id=by.pk) for member in members)
        return BatchMember.objects.select_related("user").get(batch=batch, user_id__in=[*people, *judgement.inside])


def show_progress(import_id: int, percent: int) -> None:
    """How far it is, beside the transaction: whoever waits looks there. Without a shared cache nobody sees it."""
    cache.set(_progress_key(import_id), percent, PROGRESS_SECONDS)


def progress_of(roster_import: RosterImport) -> int:
    """Percent that are done."""
    if roster_import.finished_at is not None:
        return 100
    return int(cache.get(_progress_key(roster_import.pk)) or 0)


def purge_imports(*, now: datetime | None = None) -> int:
    """Delete lists that nobody confirmed, and reports that nobody needs any more; returns how many."""
    now = now or timezone.now()
    old: Iterable[tuple[str, datetime]] = [
        (ImportState.UPLOADED, now - KEPT_UPLOADS),
        (ImportState.DONE, now - KEPT_REPORTS),
        (ImportState.REFUSED, now - KEPT_REPORTS),
    ]
    return sum(RosterImport.objects.filter(state=state, created_at__lt=before).delete()[0] for state, before in old)


def _progress_key(import_id: int) -> str:
    return f"roster-import:{import_id}"
