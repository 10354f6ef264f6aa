"""The list of signed-in devices, and signing out there."""

import pytest

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def browser(client_factory, user, user_agent=LINUX):
    client = client_factory(HTTP_USER_AGENT=user_agent)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def test_devices_are_listed_by_name_with_this_one_marked(client_factory):
    user = UserFactory()
    browser(client_factory, user, PHONE)
    page = browser(client_factory, user).get("/accounts/sessions/").content.decode()
    assert "Safari, iPhone" in page
    assert "Firefox, Linux" in page
    assert page.count("This one") == 1


def test_sign_out_there_ends_that_session_and_no_other(client_factory):
    user = UserFactory()
    phone, desk, tablet = (browser(client_factory, user) for _number in range(3))
    session = user.usersession_set.get(session_key=phone.session.session_key)
    response = desk.post(f"/accounts/sessions/{session.pk}/end/", follow=True)
    assert "signed out" in response.content.decode()
    assert phone.get("/accounts/").status_code == 302
    assert [device.get("/accounts/").status_code for device in (desk, tablet)] == [200, 200]
    assert user.activities.filter(verb="session_ended").count() == 1


def test_sign_out_of_this_device_asks_like_any_sign_out(client_factory):
    user = UserFactory()
    desk = browser(client_factory, user)
    response = desk.post(f"/accounts/sessions/{user.usersession_set.get().pk}/end/")
    assert response.headers["Location"] == "/accounts/logout/"


def test_session_of_somebody_else_cannot_be_ended(client_factory):
    mine, theirs = UserFactory(), UserFactory()
    victim = browser(client_factory, theirs)
    response = browser(client_factory, mine).post(f"/accounts/sessions/{theirs.usersession_set.get().pk}/end/")
    assert response.status_code == 404
    assert victim.get("/accounts/").status_code == 200


def test_session_is_not_ended_by_opening_an_address(client_factory):
    user = UserFactory()
    browser(client_factory, user)
    desk = browser(client_factory, user)
    assert desk.get(f"/accounts/sessions/{user.usersession_set.first().pk}/end/").status_code == 405


def test_sign_out_everywhere_else(client_factory):
    user = UserFactory()
    phone, desk = browser(client_factory, user), browser(client_factory, user)
    desk.post("/accounts/sessions/")
    assert phone.get("/accounts/").status_code == 302
    assert desk.get("/accounts/").status_code == 200


def test_html_in_the_name_of_a_browser_is_never_markup(client_factory):
    user = UserFactory()
    browser(client_factory, user, "<script>alert(1)</script>")
    page = browser(client_factory, user).get("/accounts/sessions/").content.decode()
    assert "alert(1)" not in page
    assert "Unknown device" in page
