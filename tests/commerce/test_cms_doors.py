"""Every address of the shop in the CMS, tried by each role, and without the second factor where it is asked for."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.urls import NoReverseMatch, get_resolver, reverse

from commerce.models import MoneyAct, OrderFlag, ShopSettings, TaxRate
from commerce.services.flags import flag_order
from tests.accounts.test_second_factor import with_factor
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.commerce import make_bundle, make_coupon, make_paid_courses, paid_order
from tests.sharing import own

pytestmark = pytest.mark.django_db
# What moderators look at; everything else of the shop is for admins.
LOOKED_AT = {"shop_orders", "shop_order", "shop_flags", "shop_refunds", "shop_gifts"}
LOOKED_AT |= {f"{name}_results" for name in LOOKED_AT if name != "shop_order"}
LISTS = {"shop_coupons", "shop_offers", "shop_acts"}
READ = LOOKED_AT | LISTS | {f"{name}_results" for name in LISTS}
POSTED = {"shop_switch_coupon"}
EXPORTED = {"shop_orders", "shop_flags", "shop_refunds", "shop_coupons", "shop_acts"}


def doors_of_the_shop() -> dict[str, str]:
    """Each named address of the shop in the CMS, for things that are there."""
    order = paid_order()
    flag = flag_order(order=order, reason=OrderFlag.Reason.DISPUTE)
    known = {
        "shop_order": [order.number],
        "shop_refund": [order.number],
        "shop_resolve": [flag.pk, "dismiss"],
        "shop_terms": [ShopSettings.load().pk],
    }
    coupon, bundle = make_coupon(), make_bundle(*make_paid_courses(2))
    known |= {name: [coupon.pk] for name in ("shop_coupon", "shop_switch_coupon")}
    known |= {name: [bundle.pk] for name in ("shop_offer", "shop_sale")}
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("shop_")}
    return {name: reverse(name, args=known.get(name, [])) for name in names if is_ours(name, known)}


def is_ours(name: str, known: dict) -> bool:
    """Whether this test knows the address; those of other areas have tests of their own."""
    try:
        return name == "shop_terms" or reverse(name, args=known.get(name, [])).startswith("/cms/shop/")
    except NoReverseMatch:
        return False


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(doors=doors_of_the_shop(), admin=AdminFactory())


doors, admin = own("doors"), own("admin")


def visited(client, doors: dict[str, str]) -> dict[str, int]:
    return {name: client.get(address).status_code for name, address in doors.items()}


def test_admins_come_in_everywhere(client, doors, admin):
    client.force_login(admin)
    for name, status in visited(client, doors).items():
        assert status == (405 if name in POSTED else 200), name
    assert len(doors) > 25


def test_moderators_look_at_orders_and_at_nothing_else(client, doors):
    client.force_login(ModeratorFactory())
    for name, status in visited(client, doors).items():
        assert (status == 200) == (name in LOOKED_AT), name


@pytest.mark.parametrize("factory", [InstructorFactory, UserFactory, None])
def test_nobody_else_comes_in_anywhere(client, doors, factory):
    if factory:
        client.force_login(factory())
    for name, status in visited(client, doors).items():
        assert status in (302, 403, 405), name
        assert status != 405 or name in POSTED


def test_refused_people_change_nothing(client, doors):
    client.force_login(ModeratorFactory())
    for name, address in doors.items():
        if name not in READ:
            assert client.post(address, {"percent": "1", "whole": "1", "active": "0"}).status_code == 302, name
    assert not MoneyAct.objects.exists()


@pytest.mark.parametrize("factory", [ModeratorFactory, InstructorFactory])
def test_nobody_but_admins_takes_a_table_away(client, doors, factory):
    client.force_login(factory())
    for name in EXPORTED:
        for table in ("csv", "xlsx"):
            assert client.get(f"{doors[name]}?export={table}").status_code == 302
    assert not MoneyAct.objects.exists()


def test_list_without_a_table_gives_none_to_anybody(client, doors, admin):
    client.force_login(admin)
    assert client.get(f"{doors['shop_gifts']}?export=csv").status_code == 302


# --- The second factor -----------------------------------------------------------------------
def test_money_is_touched_with_a_second_factor_only_where_that_is_asked_for(client, doors, settings, admin):
    settings.LMS_MONEY_MFA = "required"
    client.force_login(admin)
    setup = reverse("mfa_activate_totp")
    for name, address in doors.items():
        answer = client.get(address)
        if name in READ:
            assert answer.status_code == 200, name
        elif name not in POSTED:
            assert answer.headers["Location"] == setup, name
            assert client.post(address, {"whole": "1"}).headers["Location"] == setup, name
    for name in EXPORTED:
        assert client.get(f"{doors[name]}?export=csv").headers["Location"] == setup
    assert client.post(doors["shop_switch_coupon"], {"active": "0"}).headers["Location"] == setup
    assert not MoneyAct.objects.exists()


def test_with_a_second_factor_everything_opens(client, doors, settings, admin):
    settings.LMS_MONEY_MFA = "required"
    client.force_login(with_factor(admin))
    for name, status in visited(client, doors).items():
        assert status == (405 if name in POSTED else 200), name
    assert client.get(f"{doors['shop_orders']}?export=csv").status_code == 200


def test_terms_of_the_shop_are_changed_on_record(client, doors):
    client.force_login(AdminFactory(email="boss@example.com"))
    form = client.get(doors["shop_terms"]).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    client.post(doors["shop_terms"], {**typed, "refund_days": "30"})
    assert ShopSettings.load().refund_days == 30
    act = MoneyAct.objects.get()
    assert (act.actor_email, act.verb, act.details) == (
        "boss@example.com",
        "terms.change",
        {"refund_days": ["14", "30"]},
    )


@pytest.mark.parametrize(
    "address",
    [
        *("/cms/tax-rates/new/", "/cms/commission_rules/new/", "/cms/instructor_shares/new/"),
        *("/cms/invoices/?export=csv", "/cms/reports/ledger/?export=xlsx", "/cms/reports/sales/?export=csv"),
    ],
)
def test_papers_books_and_rules_ask_for_it_too(client, settings, address, admin):
    settings.LMS_MONEY_MFA = "required"
    client.force_login(admin)
    assert client.get(address).headers["Location"] == reverse("mfa_activate_totp")
    client.force_login(with_factor(admin))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/cms/payouts/prepare/", "/cms/reports/reconciliation/"])
def test_payouts_and_comparisons_ask_for_it_too(client, settings, address, admin):
    settings.LMS_MONEY_MFA = "required"
    client.force_login(admin)
    assert client.post(address).headers["Location"] == reverse("mfa_activate_totp")
    client.force_login(with_factor(admin))
    assert client.post(address).headers["Location"] != reverse("mfa_activate_totp")


def test_rates_are_added_changed_and_deleted_on_record(client, admin):
    client.force_login(admin)
    typed = {"country": "ID", "name": "PPN", "percent": "11"}
    client.post("/cms/tax-rates/new/", typed)
    rate = TaxRate.objects.get()
    client.post(f"/cms/tax-rates/edit/{rate.pk}/", {**typed, "percent": "12"})
    client.post(f"/cms/tax-rates/edit/{rate.pk}/", {**typed, "percent": "12"})
    client.post(f"/cms/tax-rates/delete/{rate.pk}/")
    acts = list(MoneyAct.objects.order_by("pk"))
    assert [act.verb for act in acts] == ["taxrate.create", "taxrate.change", "taxrate.delete"]
    assert {act.target for act in acts} == {f"taxrate:{rate.pk}"}
    assert [float(value) for value in acts[1].details["percent"]] == [11, 12]


# --- Rights ----------------------------------------------------------------------------------
def test_right_can_be_given_to_somebody_else(client, doors):
    """An accountant, say: the rights are Django's own and groups hold them."""
    person = InstructorFactory()
    person.user_permissions.add(Permission.objects.get(codename="view_moneyact"))
    client.force_login(person)
    assert client.get(doors["shop_acts"]).status_code == 200
    assert client.get(doors["shop_orders"]).status_code == 302


def test_menu_shows_the_shop_to_whoever_sees_a_part_of_it(client):
    for factory, is_there in ((AdminFactory, True), (ModeratorFactory, True), (InstructorFactory, False)):
        client.force_login(factory())
        page = client.get("/cms/courses/").content.decode()
        assert ("/cms/shop/orders/" in page) is is_there
        assert ("/cms/shop/coupons/" in page) is (factory is AdminFactory)
