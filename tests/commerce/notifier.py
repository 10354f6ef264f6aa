"""What another process does that receives a notice: `manage.py shell` runs `receive(<event id>)`."""

from commerce.models import Payment, ProviderEvent
from commerce.services.payments import apply_notice
from tests.factories.commerce import notice


def receive(event_id: str) -> ProviderEvent:
    """Apply the notice of success of the one payment that there is."""
    return apply_notice(gateway="sandbox", notice=notice(Payment.objects.get(), event_id=event_id))
