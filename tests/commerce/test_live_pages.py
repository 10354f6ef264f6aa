"""htmx, which the cart and the checkout load: the package's own file, with all off that could run what is put in."""

import hashlib
import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings

from commerce.models import CartItem
from tests.commerce.shop_material import BILLING, address, buyer, text_of
from tests.factories.accounts import UserFactory
from tests.factories.commerce import begin_payment, fill_cart, make_order, make_paid_course

pytestmark = pytest.mark.django_db
VENDORED = Path(settings.BASE_DIR) / "lms_site/static/vendor/htmx/htmx.min.js"
# Of dist/htmx.min.js in the npm package htmx.org 2.0.11.
SHA256 = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
OFF = {"allowEval": False, "allowScriptTags": False, "includeIndicatorStyles": False, "historyCacheSize": 0}
HOSTILE = '<script>alert(1)</script>"\'><img src=x onerror=alert(2) hx-get="/x">'


def test_vendored_file_is_that_of_the_package():
    assert hashlib.sha256(VENDORED.read_bytes()).hexdigest() == SHA256


def test_every_page_that_loads_it_has_it_reined_in(client):
    user = buyer(client)
    pages = [client.get("/cart/"), client.get("/checkout/")]
    waiting = make_order(user)
    begin_payment(waiting)
    for page in map(text_of, [*pages, client.get(address("result", waiting))]):
        assert "vendor/htmx/htmx.min" in page
        written = re.search(r'name="htmx-config"\s+content=\'([^\']*)\'', page).group(1)
        assert json.loads(unescape(written)).items() >= OFF.items()


def test_no_page_loads_it_otherwise():
    """The rooms of a batch that load it are told by their templates."""
    templates = {path: path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.html")}
    loading = {path.name for path, text in templates.items() if "htmx.min.js" in text}
    assert loading == {"cart.html", "checkout.html", "result.html", "stream.html", "roster_list.html"}
    reined_in = {path.name for path, text in templates.items() if 'include "components/live_head.html"' in text}
    assert reined_in == loading


def test_what_it_puts_in_was_escaped(client):
    person = UserFactory(display_name=HOSTILE)
    fill_cart(person, make_paid_course(title=HOSTILE))
    CartItem.objects.update(gift_email="ani@example.com", gift_name=HOSTILE, gift_message=HOSTILE)
    client.force_login(person)
    asked = {"headers": {"HX-Request": "true"}}
    typed = {**BILLING, "do": "update", "billing_name": HOSTILE, "billing_address": HOSTILE}
    for answer in (client.get("/cart/", **asked), client.post("/checkout/", typed, **asked)):
        page = text_of(answer)
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
