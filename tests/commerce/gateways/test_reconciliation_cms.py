"""Comparisons in the CMS: who sees them, what they say, and comparing by hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commerce.models import MoneyAct, ReconciliationDifference, ReconciliationRun
from commerce.services.payments import start_payment
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory
from tests.factories.commerce import make_order

pytestmark = pytest.mark.django_db
# How many there are, those of the page; the frame of the CMS is not counted.
LIST_QUERIES = 2
DETAIL_QUERIES = 3


@pytest.fixture
def admin(client):
    client.force_login(AdminFactory())
    return client


def make_run(differences: int = 0, **given) -> ReconciliationRun:
    now = timezone.now()
    run = ReconciliationRun.objects.create(
        **{"gateway": "stripe", "since": now, "until": now, "finished_at": now, "compared_count": 7, **given}
    )
    ReconciliationDifference.objects.bulk_create(
        ReconciliationDifference(run=run, kind="unknown", provider_id=f"pi_{number}", theirs="42.00 USD")
        for number in range(differences)
    )
    return run


@pytest.mark.parametrize("factory", [InstructorFactory, ModeratorFactory])
def test_others_have_no_door(client, factory):
    client.force_login(factory())
    run = make_run()

    for url in (reverse("reconciliation"), reverse("reconciliation_run", args=[run.pk])):
        assert client.get(url).status_code == 302
    client.post(reverse("reconciliation"), {"days": "1"})
    assert ReconciliationRun.objects.count() == 1
    assert b"/cms/reports/reconciliation/" not in client.get("/cms/").content


def test_list_says_how_each_comparison_ended(admin):
    make_run()
    make_run(3)
    make_run(failure="GatewayUnavailable")
    make_run(finished_at=None)
    ReconciliationDifference.objects.create(run=make_run(), kind="missed_success", provider_id="pi_9", is_mended=True)

    page = admin.get(reverse("reconciliation")).content.decode()

    for words in ("Everything agrees", "3 differences", "did not answer", "Under way", "1 difference, put right"):
        assert words in page
    assert b"/cms/reports/reconciliation/" in admin.get("/cms/").content


def test_detail_shows_both_sides(admin):
    page = admin.get(reverse("reconciliation_run", args=[make_run(1).pk])).content.decode()

    for words in ("A payment that we do not know", "pi_0", "42.00 USD", "7 payments compared"):
        assert words in page
    assert admin.get(reverse("reconciliation_run", args=[999])).status_code == 404


def test_compare_now_compares_at_once_and_is_logged(admin, fake, gateway, django_capture_on_commit_callbacks):
    payment, _started = start_payment(order=make_order(), gateway=gateway)
    fake.pay(payment.provider_id)

    with django_capture_on_commit_callbacks(execute=True):
        response = admin.post(reverse("reconciliation"), {"days": "1"}, follow=True)

    run = ReconciliationRun.objects.get()
    assert response.redirect_chain[-1][0] == reverse("reconciliation_run", args=[run.pk])
    assert run.differences.get().is_mended
    act = MoneyAct.objects.get()
    assert (act.verb, act.target) == ("reconcile", f"reconciliation:{run.pk}")


@pytest.mark.parametrize("days", ["", "2", "-1", "x", "9999999999"])
def test_other_times_are_not_compared(admin, days):
    admin.post(reverse("reconciliation"), {"days": days})

    assert not ReconciliationRun.objects.exists()


def test_where_nothing_can_be_sold_there_is_nothing_to_compare(admin, settings):
    settings.LMS_SANDBOX_PAYMENTS = False

    assert "Compare now" not in admin.get(reverse("reconciliation")).content.decode()
    admin.post(reverse("reconciliation"), {"days": "1"})
    assert not ReconciliationRun.objects.exists()


@pytest.mark.parametrize("number", [1, 20])
def test_pages_ask_as_much_for_twenty_as_for_one(admin, number):
    for _number in range(number):
        run = make_run(number)

    assert commerce_queries(admin, reverse("reconciliation")) == LIST_QUERIES
    assert commerce_queries(admin, reverse("reconciliation_run", args=[run.pk])) == DETAIL_QUERIES


def commerce_queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return sum("commerce_reconciliation" in query["sql"] for query in asked)
