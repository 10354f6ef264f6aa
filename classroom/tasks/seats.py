"""What classrooms do by themselves."""

from celery import shared_task
from django.urls import reverse

from classroom.models import WaitlistEntry
from classroom.services import seat_mail, waiting
from lms_site.links import absolute_url


@shared_task
def tell_of_seat(*, entry_id: int) -> None:
    """Mail somebody who waits that a seat is kept for them."""
    for batch_id in WaitlistEntry.objects.filter(pk=entry_id).values_list("batch_id", flat=True):
        seat_mail.tell_of_seat(entry_id=entry_id, url=absolute_url(reverse("classroom:batch", args=[batch_id])))


@shared_task
def expire_claims() -> None:
    """Hand on the seats that nobody has taken in time."""
    waiting.expire_claims()
