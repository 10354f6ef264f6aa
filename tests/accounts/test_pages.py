"""Every page of the account area: whole in both languages, labelled, guarded, never cached."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
VISITOR_PAGES = [
    "/accounts/login/",
    "/accounts/login/?next=/courses/",
    "/accounts/signup/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-abc-def/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/forged/",
    "/accounts/inactive/",
    "/legal/terms/",
    "/legal/privacy/",
]
PERSON_PAGES = [
    "/accounts/",
    "/accounts/profile/",
    "/accounts/activity/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/sessions/",
    "/accounts/logout/",
]
FACTOR_PAGES = [
    "/accounts/2fa/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
]


class Page(HTMLParser):
    """Collects what can be judged without a browser."""

    def __init__(self, response):
        super().__init__()
        self.headings, self.labels, self.inputs, self.inline, self.post_forms, self.tokens = [], set(), [], [], 0, 0
        self.language = ""
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.inline += [name for name in found if name.startswith("on") or name == "style"]
        if tag == "html":
            self.language = found["lang"]
        elif tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        elif tag == "label":
            self.labels.add(found.get("for"))
        elif tag == "form":
            self.post_forms += found.get("method", "get").lower() == "post"
        elif (tag == "script" and not found.get("src")) or tag == "style":
            self.inline.append(tag)
        elif tag in ("input", "select", "textarea"):
            self.tokens += found.get("name") == "csrfmiddlewaretoken"
            if found.get("type") not in ("hidden", "submit"):
                self.inputs.append(found)


def judge(response, language):
    assert response.status_code == 200
    page = Page(response)
    assert page.language == language
    assert page.headings.count("h1") == 1
    assert page.headings[0] == "h1"
    unlabelled = [field.get("name") for field in page.inputs if field.get("id") not in page.labels]
    assert unlabelled == []
    assert page.inline == []
    assert page.tokens == page.post_forms


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("path", VISITOR_PAGES)
def test_page_for_visitors(client, legal_texts, path, language):
    judge(client.get(path, HTTP_ACCEPT_LANGUAGE=language), language)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("path", PERSON_PAGES)
def test_page_for_a_person(client, path, language):
    user = UserFactory(language=language)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    judge(client.get(path), language)


@pytest.mark.parametrize("path", FACTOR_PAGES)
def test_page_of_the_second_step(client, path):
    user = UserFactory(language="en")
    user.authenticator_set.create(type="recovery_codes", data={"seed": "00" * 20, "used_mask": 0})
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    user.authenticator_set.create(type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    judge(client.get(path), "en")


@pytest.mark.parametrize("path", ["/accounts/2fa/authenticate/", "/accounts/login/code/confirm/"])
def test_page_in_the_middle_of_signing_in(client, path):
    user = UserFactory()
    if "2fa" in path:
        user.authenticator_set.create(type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
        client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    else:
        client.post("/accounts/login/code/", {"email": user.email})
    judge(client.get(path), "en")
    client.post("/accounts/logout/", {"next": "/accounts/login/"})  # "Start again"
    assert client.get("/accounts/login/").status_code == 200
    assert client.get(path).status_code == 302


def test_page_of_choosing_the_first_password(client):
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    judge(client.get("/accounts/password/set/"), "en")


def test_pending_change_of_address_is_shown_with_its_buttons(client):
    user = UserFactory()
    user.emailaddress_set.create(email="new@example.com")
    client.force_login(user)
    response = client.get("/accounts/email/")
    judge(response, "en")
    assert "Keep my address" in response.content.decode()


@pytest.mark.parametrize("path", PERSON_PAGES[:4])
def test_pages_of_a_person_are_not_kept_by_caches(client, path):
    client.force_login(UserFactory())
    response = client.get(path)
    assert "public" not in response.headers.get("Cache-Control", "")
    assert "Cookie" in response.headers["Vary"]


@pytest.mark.parametrize("path", [*PERSON_PAGES[:9], "/accounts/consent/"])
def test_pages_of_a_person_send_visitors_to_sign_in_and_back(client, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(("/accounts/login/?next=", "/accounts/reauthenticate/"))


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/accounts/login/", {"login": "a@example.com", "password": "x"}),
        ("/accounts/signup/", {"email": "a@example.com"}),
        ("/accounts/logout/", {}),
        ("/accounts/password/reset/", {"email": "a@example.com"}),
        ("/accounts/login/code/", {"email": "a@example.com"}),
        ("/accounts/profile/", {"display_name": "Changed"}),
        ("/accounts/consent/", {"accept": "yes"}),
        ("/accounts/email/", {"email": "a@example.com", "action_add": ""}),
        ("/accounts/password/change/", {"oldpassword": PASSWORD}),
        ("/accounts/sessions/", {}),
        ("/accounts/sessions/1/end/", {}),
        ("/accounts/2fa/totp/deactivate/", {}),
        ("/accounts/2fa/recovery-codes/generate/", {}),
    ],
)
def test_request_forged_on_another_site_is_refused(path, data):
    user = UserFactory(display_name="As before")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post(path, data).status_code == 403
    user.refresh_from_db()
    assert user.display_name == "As before"


@pytest.mark.parametrize("path", ["/accounts/", "/accounts/activity/", "/legal/terms/"])
def test_pages_to_read_take_no_other_method(client, path):
    client.force_login(UserFactory())
    assert client.post(path).status_code == 405


def test_address_of_the_account_area_is_the_overview(client):
    client.force_login(UserFactory())
    assert "Your account" in client.get("/accounts/").content.decode()


def test_session_cookie_is_kept_from_scripts_and_other_sites(client):
    client.post("/accounts/login/", {"login": UserFactory().email, "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert 86_000 < int(cookie["max-age"]) <= 86_400
