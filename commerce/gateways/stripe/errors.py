"""From the SDK's errors to the two that the shop knows."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from commerce.errors import GatewayRefused, GatewayUnavailable

from .reading import Unreadable

logger = logging.getLogger(__name__)

# A wrong key is for the operator to put right; nothing was decided about the money.
OF_THE_OPERATOR = (stripe.AuthenticationError, stripe.PermissionError)
FINAL = (stripe.CardError, stripe.InvalidRequestError, stripe.IdempotencyError)


@contextmanager
def errors_told() -> Iterator[None]:
    """Raise GatewayUnavailable or GatewayRefused in the place of whatever the SDK raises."""
    try:
        yield
    except FINAL as error:
        raise GatewayRefused(code_of(error)) from error
    except OF_THE_OPERATOR as error:
        logger.error("Stripe does not accept our key (request %s)", error.request_id)
        raise GatewayUnavailable from error
    except stripe.StripeError as error:
        logger.warning("Stripe: %s, status %s, request %s", type(error).__name__, error.http_status, error.request_id)
        raise GatewayUnavailable from error
    except Unreadable as error:
        logger.warning("Stripe: an answer without sense: %s", error)
        raise GatewayUnavailable from error


def code_of(error: stripe.StripeError) -> str:
    """Stripe's own word for the refusal: why the bank declined, else the code, else the kind of error."""
    told = error.error
    words = (told.decline_code, told.code, told.type) if told else (error.code,)
    return next((word for word in words if word), "")[:60]
