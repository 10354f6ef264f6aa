"""Limits on sign-in: few for an account, many for an address, because a school is one address."""

import pytest
from django.test import Client

from tests.accounts.typed import SIGN_UP
from tests.factories.accounts import PASSWORD, UserFactory, make_people

pytestmark = pytest.mark.django_db


def fail(email, **extra):
    return Client().post("/accounts/login/", {"login": email, "password": "wrong"}, **extra)


def sign_in(user, **extra):
    return Client().post("/accounts/login/", {"login": user.email, "password": PASSWORD}, **extra)


def test_sixth_wrong_password_from_one_address_is_refused_with_the_form_kept():
    user = UserFactory()
    assert [fail(user.email).status_code for _try in range(5)] == [200] * 5
    refused = fail(user.email)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    page = refused.content.decode()
    assert "Too many attempts" in page
    assert f'value="{user.email}"' in page


def test_right_password_is_refused_too_while_the_limit_lasts():
    user = UserFactory()
    for _try in range(5):
        fail(user.email)
    assert sign_in(user).status_code == 429


def test_sign_ins_that_succeed_are_not_counted():
    user = UserFactory()
    assert [sign_in(user).status_code for _try in range(8)] == [302] * 8


def test_owner_elsewhere_is_not_locked_out_by_five_failures():
    user = UserFactory()
    for _try in range(7):
        fail(user.email, REMOTE_ADDR="203.0.113.9")
    assert sign_in(user, REMOTE_ADDR="198.51.100.4").status_code == 302


def test_ten_failures_in_five_minutes_close_the_account_from_everywhere():
    user = UserFactory()
    statuses = [fail(user.email, REMOTE_ADDR=f"203.0.113.{number}").status_code for number in range(1, 16)]
    assert statuses == [200] * 10 + [429] * 5


def test_limit_of_the_account_ends_after_five_minutes(time_machine):
    time_machine.move_to("2026-03-02 08:00:00+00:00", tick=False)
    user = UserFactory()
    for number in range(1, 12):
        fail(user.email, REMOTE_ADDR=f"203.0.113.{number}")
    time_machine.shift(299)
    assert sign_in(user).status_code == 429
    time_machine.shift(2)
    assert sign_in(user).status_code == 302


def test_forged_forwarding_header_buys_no_more_tries():
    user = UserFactory()
    statuses = [fail(user.email, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").status_code for number in range(8)]
    assert statuses.count(429) == 3


def test_forged_host_name_buys_no_more_tries():
    user = UserFactory()
    statuses = [
        fail(user.email, REMOTE_ADDR=f"203.0.113.{number}", HTTP_HOST=f"host{number}.example.com").status_code
        for number in range(1, 13)
    ]
    assert statuses.count(429) == 2


def test_spelling_of_the_address_buys_no_more_tries():
    UserFactory(email="sari@example.com")
    spellings = ["sari@example.com", "SARI@example.com", " sari@example.com", "Sari@Example.Com"] * 2
    assert [fail(spelling).status_code for spelling in spellings].count(429) == 3


def test_class_of_thirty_behind_one_address_signs_in_at_once():
    people = make_people(30)
    fumbles = [fail(person.email).status_code for person in people[:15]]
    assert fumbles == [200] * 15
    assert [sign_in(person).status_code for person in people] == [302] * 30


def test_class_of_thirty_behind_one_address_signs_up_at_once():
    statuses = [
        Client().post("/accounts/signup/", {**SIGN_UP, "email": f"pupil{number}@example.com"}).status_code
        for number in range(30)
    ]
    assert statuses == [302] * 30


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/accounts/login/", {"login": "p{}@example.com", "password": "wrong"}),
        ("/accounts/signup/", {**SIGN_UP, "email": "p{}@example.com", "password1": "x"}),
        ("/accounts/password/reset/", {"email": "p{}@example.com"}),
        ("/accounts/login/code/", {"email": "p{}@example.com"}),
    ],
)
def test_sixty_a_minute_for_an_address_with_changing_accounts(path, data):
    statuses = []
    for number in range(62):
        filled = {name: value.format(number) for name, value in data.items()}
        statuses.append(Client().post(path, filled).status_code)
    # The code form says it beside the field, the others have the page for it.
    expected = 200 if "code" in path else 429
    assert statuses[60:] == [expected] * 2
    assert 429 not in statuses[:60]


def test_page_for_too_many_requests_says_what_to_do():
    for number in range(61):
        response = fail(f"p{number}@example.com")
    assert "Wait a minute" in response.content.decode()
    assert response.headers["Retry-After"] == "60"


def test_codes_for_one_account_are_limited():
    user = UserFactory()
    pages = [Client().post("/accounts/login/code/", {"email": user.email}) for _try in range(4)]
    assert [page.status_code for page in pages] == [302, 302, 302, 200]


def test_reset_mails_for_one_account_are_limited(mails):
    user = UserFactory()
    statuses = [Client().post("/accounts/password/reset/", {"email": user.email}).status_code for _try in range(7)]
    assert statuses == [302] * 5 + [429] * 2
    assert len(mails()) == 5


def test_reset_of_the_password_lifts_the_limit_of_the_account(client, mails, link_in):
    user = UserFactory()
    for number in range(1, 12):
        fail(user.email, REMOTE_ADDR=f"203.0.113.{number}")
    client.post("/accounts/password/reset/", {"email": user.email})
    form = client.get(link_in(mails()[-1], "reset/key")).headers["Location"]
    client.post(form, {"password1": "teh-botol-dingin", "password2": "teh-botol-dingin"})
    response = Client().post("/accounts/login/", {"login": user.email, "password": "teh-botol-dingin"})
    assert response.status_code == 302


def test_wrong_second_factor_codes_are_limited(client):
    user = UserFactory()
    user.authenticator_set.create(type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    sign_in_page = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert sign_in_page.headers["Location"] == "/accounts/2fa/authenticate/"
    pages = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode() for _try in range(12)]
    assert "Too many attempts" not in pages[9]
    assert "Too many attempts" in pages[10]
