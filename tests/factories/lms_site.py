"""Rows of the site's own tables."""

import factory

from lms_site.models import MailState, OutgoingMail


class OutgoingMailFactory(factory.django.DjangoModelFactory):
    """A mail that waits to be sent."""

    class Meta:
        model = OutgoingMail

    key = factory.Sequence(lambda number: f"test:{number}")
    to = factory.LazyFunction(lambda: ["sari@example.com"])
    from_email = "Hybrid LMS <noreply@example.com>"
    subject = factory.Sequence(lambda number: f"Your lesson {number}")
    text = "Good morning.\n"

    class Params:
        failed = factory.Trait(state=MailState.FAILED, attempts=12, last_error="ConnectionRefusedError: refused")
