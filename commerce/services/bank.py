"""Where an instructor's money goes."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from stdnum import iban
from stdnum.exceptions import ValidationError

from accounts.models import User
from commerce.bank_secret import seal, unseal
from commerce.errors import BankNumberWrong
from commerce.events import BankAccountChanged
from commerce.models import BankAccount
from lms_site.events import publish
from lms_site.links import absolute_url
from lms_site.mail import queue_mail

from .audit import record_act

ACCOUNT_NUMBER = re.compile(r"[A-Z0-9]{5,34}")


@dataclass(frozen=True, kw_only=True)
class BankDetails:
    """Everything that a bank needs to pay somebody. `number` is an IBAN or an account number, `country` the bank's."""

    holder: str
    number: str
    bank_name: str
    country: str


def clean_number(number: str, *, country: str) -> str:
    """The number in capitals without spaces, dots and dashes.

    Raises BankNumberWrong for anything else than letters and digits, and for an IBAN with wrong check
    digits or of another country.
    """
    compact = re.sub(r"[\s.\-]", "", number).upper()
    if not ACCOUNT_NUMBER.fullmatch(compact) or not compact.isascii():
        raise BankNumberWrong
    if compact[:2].isalpha() and compact[2:4].isdigit():
        try:
            iban.validate(compact)
        except ValidationError:
            raise BankNumberWrong from None
        if compact[:2] != country.upper():
            raise BankNumberWrong
    elif not compact.isdigit():
        raise BankNumberWrong
    return compact


@transaction.atomic
def save_bank_account(
    *, user: User, details: BankDetails, request: HttpRequest | None = None, now: datetime | None = None
) -> BankAccount:
    """Keep the details encrypted, in place of earlier ones; the person is told by mail.

    Raises BankNumberWrong, and BankClosed where the site has no key to encrypt with.
    """
    now = now or timezone.now()
    country = details.country.upper()
    number = clean_number(details.number, country=country)
    account, _created = BankAccount.objects.update_or_create(
        user=user,
        defaults={
            "secret": seal({**asdict(details), "number": number, "country": country}),
            "last_four": number[-4:],
            "bank_name": details.bank_name,
            "country": country,
            "updated_at": now,
        },
    )
    record_act(actor=user, verb="bank_saved", target=account.masked, request=request)
    publish(BankAccountChanged(account_id=account.pk))
    return account


def tell_of_change(*, account_id: int) -> None:
    """Mail the person that their money goes to another account now: it may not have been them. May run twice."""
    account = BankAccount.objects.select_related("user").get(pk=account_id)
    user = account.user
    queue_mail(
        key=f"bank:{account.pk}:{account.updated_at.isoformat()}",
        to=user.email,
        template="bank_changed",
        context={"name": user.name, "account": account.masked, "url": absolute_url(reverse("commerce:sales"))},
        language=user.language,
    )


def open_details(account: BankAccount) -> BankDetails:
    """The details in the clear, for the file that goes to the bank. Raises BankClosed when their key is gone."""
    return BankDetails(**unseal(account.secret))
