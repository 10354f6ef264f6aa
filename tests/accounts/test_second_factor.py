"""The second step: setting it up, signing in with it, losing the phone, and staff who must have it."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.factories.accounts import PASSWORD, AdminFactory, InstructorFactory, ModeratorFactory, UserFactory

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sign_in(client, user):
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def with_factor(user):
    user.authenticator_set.create(type="totp", data={"secret": SECRET})
    return user


@pytest.fixture
def set_up(client):
    """Sets the second step up through the pages; gives the secret and the page with the codes."""

    def go(user):
        sign_in(client, user)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        page = client.get("/accounts/2fa/totp/activate/").content.decode()
        secret = re.search(r'id="totp-secret">(\w+)<', page).group(1)
        response = client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
        return secret, client.get(response.headers["Location"]).content.decode()

    return go


@pytest.mark.django_db(transaction=True)
def test_setting_up_shows_a_code_to_scan_and_then_the_recovery_codes(client, set_up, mails):
    user = UserFactory()
    _secret, page = set_up(user)
    assert len(re.findall(r"^\s*(?:<pre[^>]*>)?\d{8}$", page, re.MULTILINE)) == 10
    assert user.activities.filter(verb="mfa_enabled").exists()
    assert "The second step is on" in [mail.subject for mail in mails()]


def test_code_to_scan_is_a_picture_that_the_content_policy_allows(client):
    user = UserFactory()
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    response = client.get("/accounts/2fa/totp/activate/")
    assert 'src="data:image/svg+xml;base64,' in response.content.decode()
    assert "img-src 'self' data:" in response.headers["Content-Security-Policy"]


def test_setting_up_with_a_wrong_code_says_so(client):
    user = UserFactory()
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    page = client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).content.decode()
    assert "not right" in page
    assert not user.authenticator_set.exists()


def test_setting_up_asks_for_the_password_first(client):
    client.force_login(UserFactory())
    response = client.get("/accounts/2fa/totp/activate/")
    assert response.headers["Location"].startswith("/accounts/reauthenticate/")


def test_sign_in_asks_for_the_code_and_opens_nothing_before(client):
    user = with_factor(UserFactory())
    assert sign_in(client, user).headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/accounts/profile/").status_code == 302
    assert "Second step" in client.get("/accounts/2fa/authenticate/").content.decode()
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in client.session
    client.post("/accounts/2fa/authenticate/", {"code": code_for(SECRET)})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_sign_in_by_mail_code_asks_for_the_second_step_as_well(client, mails):
    user = with_factor(UserFactory())
    client.post("/accounts/login/code/", {"email": user.email})
    code = re.search(r"^([A-Z0-9-]{6,})$", mails()[0].text, re.MULTILINE).group(1)
    response = client.post("/accounts/login/code/confirm/", {"code": code})
    assert response.headers["Location"] == "/accounts/2fa/authenticate/"


def test_recovery_code_lets_in_once(client, client_factory, set_up):
    user = UserFactory()
    _secret, page = set_up(user)
    code = re.search(r"\d{8}", page[page.index("recovery-codes") :]).group()
    for times, is_in in ((1, True), (2, False)):
        browser = client_factory()
        sign_in(browser, user)
        browser.post("/accounts/2fa/authenticate/", {"code": code})
        assert ("_auth_user_id" in browser.session) is is_in, times


def test_recovery_codes_can_be_saved_as_a_file(client, set_up):
    user = UserFactory()
    set_up(user)
    response = client.get("/accounts/2fa/recovery-codes/download/")
    assert "attachment" in response.headers["Content-Disposition"]
    text = response.content.decode()
    assert user.email in text
    assert len(re.findall(r"^\d{8}$", text, re.MULTILINE)) == 10


def test_new_recovery_codes_replace_the_old(client, set_up):
    user = UserFactory()
    _secret, before = set_up(user)
    client.post("/accounts/2fa/recovery-codes/generate/")
    after = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert not set(re.findall(r"\b\d{8}\b", before)) & set(re.findall(r"\b\d{8}\b", after))


def test_switching_off_is_asked_logged_and_mailed(client, set_up, mails):
    user = UserFactory()
    set_up(user)
    assert "Switch off the second step?" in client.get("/accounts/2fa/totp/deactivate/").content.decode()
    client.post("/accounts/2fa/totp/deactivate/")
    assert not user.authenticator_set.exists()
    assert user.activities.filter(verb="mfa_disabled").count() == 1
    assert "no longer asks" in mails()[-1].text


# --- Staff who must ----------------------------------------------------------------------------
@pytest.fixture
def required(settings):
    settings.LMS_STAFF_MFA = "required"


@pytest.mark.parametrize("factory", [ModeratorFactory, AdminFactory])
@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/api/main/pages/", "/django-admin/"])
def test_staff_without_second_factor_are_sent_to_set_it_up(client, required, factory, path):
    client.force_login(factory())
    assert client.get(path).headers["Location"] == "/accounts/2fa/totp/activate/"


def test_staff_are_told_why(client, required):
    user = ModeratorFactory()
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert "Protect it with a second step" in client.get("/cms/", follow=True).content.decode()


def test_staff_cannot_write_either(client, required):
    admin, victim = AdminFactory(), UserFactory()
    client.force_login(admin)
    client.post(f"/cms/users/edit/{victim.pk}/", {"email": victim.email, "display_name": "Changed", "role": "admin"})
    victim.refresh_from_db()
    assert victim.display_name != "Changed"


def test_staff_with_second_factor_enter(client, required):
    client.force_login(with_factor(AdminFactory()))
    assert client.get("/cms/").status_code == 200
    assert client.get("/django-admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, required):
    user = AdminFactory()
    user.authenticator_set.create(type="recovery_codes", data={"seed": "x", "used_mask": 0})
    client.force_login(user)
    assert client.get("/cms/").headers["Location"] == "/accounts/2fa/totp/activate/"


@pytest.mark.parametrize(("factory", "status"), [(InstructorFactory, 200), (UserFactory, 302)])
def test_others_are_not_asked(client, required, factory, status):
    client.force_login(factory())
    response = client.get("/cms/")
    assert response.status_code == status
    assert "2fa" not in response.headers.get("Location", "")


def test_staff_reach_the_rest_of_the_site_without_it(client, required):
    client.force_login(AdminFactory())
    assert client.get("/accounts/").status_code == 200


def test_optional_means_nobody_is_asked(client):
    client.force_login(AdminFactory())
    assert client.get("/cms/").status_code == 200
