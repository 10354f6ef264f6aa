"""Offers of places in the CMS: listed with why they cannot be bought, changed and put on sale as others are."""

import pytest

from classroom.services.batches import archive_batch
from commerce.models import Offer
from tests.factories.accounts import AdminFactory
from tests.factories.places import sell_places

pytestmark = pytest.mark.django_db
OFFERS = "/cms/shop/offers/"


@pytest.fixture(autouse=True)
def admin(client):
    client.force_login(AdminFactory())


def test_list_says_when_nobody_can_join(client):
    offer = sell_places(name="Evenings")
    assert "Can be bought" in client.get(OFFERS).content.decode()
    archive_batch(batch=offer.batch)
    shown = client.get(OFFERS).content.decode()
    assert "Evenings" in shown
    assert "Cannot be bought: nobody can join the batch now" in shown


def test_price_is_changed_and_put_on_sale(client):
    offer = sell_places(price_minor=3000)
    form = {"price_minor": "40.00", "currency": "USD", "is_active": "on"}
    assert client.post(f"{OFFERS}{offer.pk}/", form).status_code == 302
    sale = {"price_minor": "15.00", "sale_from": "2020-01-01 10:00", "sale_until": "2040-01-01 10:00"}
    assert client.post(f"{OFFERS}{offer.pk}/sale/", sale).status_code == 302
    changed = Offer.objects.get(pk=offer.pk)
    assert (changed.price_minor, changed.sale_price_minor, changed.title) == (4000, 1500, offer.title)
