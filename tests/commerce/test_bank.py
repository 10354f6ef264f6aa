"""Where an instructor's money goes: kept encrypted, shown masked."""

import pytest
from cryptography.fernet import Fernet
from django.core import mail
from django.db import connection

from commerce.bank_secret import seal, unseal
from commerce.errors import BankClosed, BankNumberWrong
from commerce.models import BankAccount, MoneyAct
from commerce.services.bank import BankDetails, clean_number, open_details, save_bank_account
from tests.factories.accounts import InstructorFactory
from tests.factories.payouts import DETAILS, save_account

pytestmark = pytest.mark.django_db


def test_details_are_kept_encrypted_and_shown_masked():
    person = InstructorFactory()
    account = save_account(person)
    assert account.masked == "Bank Jago ····7890"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM commerce_bankaccount")
        stored = repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in cursor.fetchone()])
    assert DETAILS.number not in stored
    assert DETAILS.holder not in stored
    assert open_details(BankAccount.objects.get()) == DETAILS


def test_new_details_take_the_place_of_the_old_ones_and_the_person_is_told(django_capture_on_commit_callbacks):
    person = InstructorFactory()
    german = BankDetails(holder="S", number="de89 3704 0044 0532 0130 00", bank_name="B", country="de")
    for details in (DETAILS, german):
        with django_capture_on_commit_callbacks(execute=True):
            save_bank_account(user=person, details=details)
    account = BankAccount.objects.get()
    assert open_details(account).number == "DE89370400440532013000"
    assert account.country == "DE"
    assert ["B ····3000" in sent.body for sent in mail.outbox] == [False, True]
    assert list(MoneyAct.objects.order_by("pk").values_list("verb", "target")) == [
        ("bank_saved", "Bank Jago ····7890"),
        ("bank_saved", "B ····3000"),
    ]


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("DE89370400440532013001", "DE"),  # wrong check digits
        ("DE89370400440532013000", "FR"),  # another country's
        ("1234", "ID"),
        ("12 34 AB 99", "ID"),
        ("=1+1", "ID"),
        ("１２３４５６７", "ID"),
        ("1" * 35, "ID"),
    ],
)
def test_number_that_is_none_is_refused(number, country):
    with pytest.raises(BankNumberWrong):
        clean_number(number, country=country)


@pytest.mark.parametrize(
    ("number", "kept"), [("0012-345.678", "0012345678"), ("nl91 abna 0417 1643 00", "NL91ABNA0417164300")]
)
def test_number_loses_what_people_put_between(number, kept):
    assert clean_number(number, country="NL") == kept


def test_site_without_keys_keeps_no_details(settings):
    settings.LMS_DEMO = False
    with pytest.raises(BankClosed):
        save_account(InstructorFactory())
    assert not BankAccount.objects.exists()


def test_keys_can_be_changed(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.LMS_BANK_KEYS = [old]
    secret = seal({"a": "ü"})
    settings.LMS_BANK_KEYS = [new, old]
    assert unseal(secret) == {"a": "ü"}
    settings.LMS_BANK_KEYS = [new]
    with pytest.raises(BankClosed):
        unseal(secret)
