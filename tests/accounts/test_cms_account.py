"""One's own settings in the CMS."""

import pytest

from accounts.models import User
from tests.factories.accounts import InstructorFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_settings_have_the_name_and_nothing_that_belongs_to_the_account_pages(client):
    client.force_login(InstructorFactory())
    page = client.get("/cms/account/").content.decode()
    assert 'name="name-display_name"' in page
    assert 'href="/accounts/"' in page
    for gone in ("first_name", "old_password", "avatar-avatar", "name_email-email"):
        assert gone not in page


def test_settings_store_the_name_and_no_address(client):
    user = InstructorFactory()
    client.force_login(user)
    typed = {"name-display_name": "Sari Dewi", "name_email-email": "other@example.com"}
    theme = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    response = client.post("/cms/account/", {**typed, **theme, "locale-preferred_language": "en"})
    assert response.status_code == 302
    stored = User.objects.get(pk=user.pk)
    assert (stored.display_name, stored.email) == ("Sari Dewi", user.email)


def test_settings_are_for_people_of_the_cms_only(client):
    assert client.get("/cms/account/").headers["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert client.get("/cms/account/").status_code == 302


def test_sign_out_of_the_cms_signs_out(client):
    client.force_login(InstructorFactory())
    client.post("/cms/logout/")
    assert "_auth_user_id" not in client.session
