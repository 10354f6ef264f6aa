"""Placing orders: from the cart to what can be paid, with tax, a coupon, a key against doing it twice, and the log."""

import os
import shutil
import tempfile
from pathlib import Path

from django.db import transaction

from accounts.models import User
from accounts.services.consent import accept
from accounts.services.users import create_user
from benchmarks.load import Measured, measure_with_wrk
from catalog.models import CoursePage, CourseSummary
from commerce.models import Coupon, Order, TaxRate
from commerce.queries.cart import find_cart, quote_cart
from commerce.services.carts import add_to_cart, open_cart, use_coupon
from commerce.services.offers import offer_for_course
from commerce.taxes import tax_rule
from lms_site.models import Stock

# Those who warm the server up order nothing else: their last orders may still be on their way when it is measured.
WARMING, BUYERS, ADDRESS = 200, 1000, "/api/v1/orders/"
CODE, COUNTRY, PRICE = "BENCH10", "ID", 19_00
SCRIPT = Path(__file__).with_name("ordering.lua")


def measure_ordering(port: int, *, seconds: float, token_of) -> Measured | None:
    """Orders a second by many buyers in turn, none of whom has an order that waits; None where there is no wrk.

    `token_of(user)` gives an access token.
    """
    if not shutil.which("wrk"):
        return None
    buyers = [_buyer(number) for number in range(WARMING + BUYERS)]
    Order.objects.filter(user__in=buyers).delete()
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "buyers.txt"
        os.environ["BUYERS"] = str(lines)
        _write(lines, buyers[:WARMING], token_of)
        measure_with_wrk(port, ADDRESS, 1, "", script=SCRIPT)
        _write(lines, buyers[WARMING:], token_of)
        found = measure_with_wrk(port, ADDRESS, seconds, "", script=SCRIPT)
    if not Order.objects.filter(user__in=buyers[WARMING:]).exists():
        raise RuntimeError("Nothing was ordered.")
    return found


def _write(lines: Path, buyers: list[User], token_of) -> None:
    """What the script needs to know of each buyer."""
    lines.write_text("".join(f"{token_of(buyer)} {_seen(buyer)}\n" for buyer in buyers))


@transaction.atomic
def _buyer(number: int) -> User:
    """Somebody with a course and a coupon in the cart."""
    email = f"buyer{number}@bench.example"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = create_user(email=email, password=None, display_name=f"Buyer {number}", role="student")
        accept(user=user)
    _shop()
    course = CoursePage.objects.live().order_by("-pk").first()
    add_to_cart(cart=open_cart(user=user), offer=offer_for_course(course.translation_key))
    use_coupon(cart=open_cart(user=user), code=CODE)
    return user


def _shop() -> None:
    """A price, a coupon and a tax, where there are none yet."""
    if Coupon.objects.filter(code=CODE).exists():
        return
    course = CoursePage.objects.live().order_by("-pk").first()
    CoursePage.objects.filter(pk=course.pk).update(price_minor=PRICE)
    CourseSummary.objects.filter(course=course).update(price_minor=PRICE)
    Coupon.objects.create(code=CODE, percent=10, uses_a_person=None, stock=Stock.objects.create(name=CODE))
    TaxRate.objects.get_or_create(country=COUNTRY, region="", defaults={"name": "PPN", "percent": 11})


def _seen(user: User) -> str:
    return quote_cart(find_cart(user=user), rule=tax_rule(country=COUNTRY)).fingerprint
