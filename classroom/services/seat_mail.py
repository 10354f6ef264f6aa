"""The mail by which somebody learns that a seat is kept for them."""

from zoneinfo import ZoneInfo

from catalog.queries.named_courses import titles_of
from classroom.models import WaitlistEntry
from lms_site.mail import queue_mail


def tell_of_seat(*, entry_id: int, url: str) -> None:
    """Write it once; not to those who have taken the seat or let it go by now. `url` is the batch's page."""
    entry = WaitlistEntry.objects.select_related("user", "batch").filter(pk=entry_id, ended_at=None).first()
    if entry is None or entry.claim_until is None:
        return
    batch, person = entry.batch, entry.user
    queue_mail(
        key=f"seat:{entry.pk}",
        to=person.email,
        template="seat_kept",
        context={
            "name": person.name,
            "batch": batch.name,
            "course_title": titles_of([batch.course_key]).get(batch.course_key, ""),
            # By the reader's clocks, which templates of mails do not know.
            "until": entry.claim_until.astimezone(ZoneInfo(person.timezone or batch.timezone)).replace(tzinfo=None),
            "url": url,
        },
        language=person.language,
    )
