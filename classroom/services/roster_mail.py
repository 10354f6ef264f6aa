"""Mails about a place in a batch that somebody else has given, taken or changed."""

from datetime import datetime

from accounts.models import User
from catalog.queries.named_courses import titles_of
from classroom.models import BatchMember
from lms_site.mail import queue_mail


def needs_password(person: User) -> bool:
    """Whether somebody else has made the account, and its owner has never been here."""
    return person.last_login is None and not person.has_usable_password()


def tell_of_place(*, member: BatchMember, by: User | None, url: str, password_url: str) -> None:
    """Mail somebody that they have a seat; not to those who have none by now.

    `password_url` sets the first password; empty for those who can sign in.
    """
    if member.left_at is not None:
        return
    by_name, language = (by.name, by.language) if by else ("", "")
    extra = {"by": by_name, "url": url, "password_url": password_url}
    _mail(member, "batch_place", _key("place", member, member.joined_at), language=language, **extra)


def tell_of_move(*, member: BatchMember, url: str) -> None:
    """Mail somebody that they have a seat in this batch instead of the one before."""
    if member.left_at is None:
        before = member.moved_from.order_by("-left_at").select_related("batch").first()
        extra = {"before": before.batch.name if before else "", "url": url}
        _mail(member, "batch_moved", _key("moved", member, member.joined_at), **extra)


def tell_of_removal(*, member: BatchMember) -> None:
    """Mail somebody that their seat was taken, with the reason; not to those who were put back by now."""
    if member.left_at is not None and member.removed_by is not None:
        by = member.removed_by
        extra = {"by": by.name, "reason": member.reason}
        _mail(member, "batch_removed", _key("removed", member, member.left_at), reply_to=by.email, **extra)


def _key(kind: str, member: BatchMember, moment: datetime) -> str:
    """Once for each time that it happens to somebody."""
    return f"{kind}:{member.pk}:{moment.timestamp()}"


def _mail(
    member: BatchMember, template: str, key: str, *, language: str = "", reply_to: str = "", **extra: str
) -> None:
    batch, person = member.batch, member.user
    queue_mail(
        key=key,
        to=person.email,
        template=template,
        context={
            "name": person.name,
            "batch": batch.name,
            "course_title": titles_of([batch.course_key]).get(batch.course_key, ""),
            "starts_on": batch.starts_on,
            "ends_on": batch.ends_on,
            **extra,
        },
        language=person.language or language,
        reply_to=reply_to,
    )
