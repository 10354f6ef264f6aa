"""What follows when teachers change who is in a batch, and what writes to them."""

from celery import shared_task
from django.urls import reverse

from accounts.models import User
from accounts.password_links import first_password_path
from classroom.models import BatchMember, RosterMessage
from classroom.services import roster_import, roster_mail, roster_messages
from lms_site.links import absolute_url


@shared_task
def tell_of_place(*, member_id: int, by_id: int) -> None:
    """Mail somebody that they were put into a batch, with the way to a password where they have none."""
    member = _member(member_id)
    password = absolute_url(first_password_path(member.user)) if roster_mail.needs_password(member.user) else ""
    by = User.objects.filter(pk=by_id).first()
    roster_mail.tell_of_place(member=member, by=by, url=_page(member.batch_id), password_url=password)


@shared_task
def tell_of_move(*, member_id: int) -> None:
    """Mail somebody that they are in another batch now."""
    member = _member(member_id)
    roster_mail.tell_of_move(member=member, url=_page(member.batch_id))


@shared_task
def tell_of_removal(*, member_id: int) -> None:
    """Mail somebody why they are in the batch no more."""
    roster_mail.tell_of_removal(member=_member(member_id))


@shared_task
def run_import(*, import_id: int) -> None:
    """Put a list of people into its batch, once."""
    roster_import.run_import(import_id=import_id)


@shared_task
def purge_imports() -> None:
    """Delete lists that nobody confirmed, and reports that nobody needs any more."""
    roster_import.purge_imports()


@shared_task
def mail_message(*, message_id: int) -> None:
    """Write the mails of a message to people of a batch, each once."""
    for batch_id in RosterMessage.objects.filter(pk=message_id).values_list("batch_id", flat=True):
        roster_messages.mail_message(message_id=message_id, url=_page(batch_id))


def _member(member_id: int) -> BatchMember:
    return BatchMember.objects.select_related("user", "batch", "removed_by").get(pk=member_id)


def _page(batch_id: int) -> str:
    return absolute_url(reverse("classroom:batch", args=[batch_id]))
