"""Legal texts in the CMS."""

import pytest

from accounts.models import LegalDocument
from accounts.services.consent import current_versions
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory

pytestmark = pytest.mark.django_db
ADD = "/cms/snippets/accounts/legaldocument/add/"
BODY = '{"entityMap": {}, "blocks": [{"key": "a", "text": "Be kind.", "type": "unstyled", "depth": 0}]}'
TYPED = {
    "kind": "terms",
    "language": "en",
    "version": "1",
    "published_at": "2026-01-01 00:00",
    "title": "Terms",
    "body": BODY,
}


def test_admin_publishes_a_text_that_is_in_force_at_once(client):
    client.force_login(AdminFactory())
    assert current_versions() == {}
    assert client.post(ADD, TYPED).status_code == 302
    assert current_versions() == {"terms": 1}
    assert "Be kind." in client.get("/legal/terms/").content.decode()


def test_same_version_twice_is_refused_with_a_message(client):
    client.force_login(AdminFactory())
    client.post(ADD, TYPED)
    response = client.post(ADD, TYPED)
    assert response.status_code == 200
    assert "already exists" in response.content.decode()
    assert LegalDocument.objects.count() == 1


def test_new_version_is_a_copy_with_a_higher_number(client):
    client.force_login(AdminFactory())
    client.post(ADD, TYPED)
    copy = f"/cms/snippets/accounts/legaldocument/copy/{LegalDocument.objects.get().pk}/"
    assert "Be kind." in client.get(copy).content.decode()
    client.post(copy, {**TYPED, "version": "2"})
    assert current_versions() == {"terms": 2}


def test_withdrawing_and_deleting_a_text_shows_at_once(client):
    client.force_login(AdminFactory())
    client.post(ADD, TYPED)
    document = LegalDocument.objects.get()
    assert current_versions() == {"terms": 1}
    client.post(f"/cms/snippets/accounts/legaldocument/edit/{document.pk}/", {**TYPED, "published_at": ""})
    assert current_versions() == {}
    client.post(f"/cms/snippets/accounts/legaldocument/edit/{document.pk}/", TYPED)
    assert current_versions() == {"terms": 1}
    client.post(f"/cms/snippets/accounts/legaldocument/delete/{document.pk}/")
    assert current_versions() == {}


@pytest.mark.parametrize("factory", [InstructorFactory, ModeratorFactory])
def test_legal_texts_are_for_admins(client, factory):
    client.force_login(factory())
    client.post(ADD, TYPED)
    assert not LegalDocument.objects.exists()
