"""Legal texts: which is in force, who accepted it, and that everybody is asked again after a change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Consent, LegalDocument, User
from accounts.services.consent import (
    accept,
    accept_many,
    current_versions,
    document_for,
    forget_versions,
    missing_consents,
)
from accounts.services.legal import publish_text
from tests.accounts.typed import SIGN_UP
from tests.factories.accounts import PASSWORD, AdminFactory, UserFactory, make_people

pytestmark = pytest.mark.django_db
HTML = {"HTTP_ACCEPT": "text/html,application/xhtml+xml"}


def publish(kind="terms", version=1, language="en", **fields):
    """Put a text into force; the test's transaction stays open, so the cache is dropped by hand."""
    given = {"title": f"{kind} {version} {language}", "body": "<p>Text</p>", **fields}
    document = publish_text(kind=kind, version=version, language=language, **given)
    forget_versions()
    return document


@pytest.fixture
def reader(client, legal_texts):
    """Somebody signed in who has accepted version 1."""
    user = UserFactory()
    accept(user=user)
    client.force_login(user)
    return user


# --- Which text ------------------------------------------------------------------------------
def test_draft_and_future_texts_are_not_in_force():
    LegalDocument.objects.create(kind="terms", title="Draft", body="x")
    publish(version=2, published_at=timezone.now() + timedelta(hours=1))
    assert current_versions() == {}
    assert document_for(kind="terms", language="en") is None


def test_highest_published_version_is_in_force():
    publish(version=1)
    publish(version=2)
    publish(kind="privacy", version=7)
    assert current_versions() == {"terms": 2, "privacy": 7}


def test_text_comes_into_force_by_the_clock_alone(time_machine):
    time_machine.move_to("2026-03-02 08:00:00+00:00", tick=False)
    publish(published_at=timezone.now() + timedelta(minutes=10))
    assert current_versions() == {}
    time_machine.shift(11 * 60)
    assert current_versions() == {"terms": 1}


def test_versions_cost_a_query_only_after_a_change(django_assert_num_queries):
    publish()
    current_versions()
    with django_assert_num_queries(0):
        assert current_versions() == {"terms": 1}
    publish(version=2)
    forget_versions()
    assert current_versions() == {"terms": 2}


def test_publishing_a_version_again_changes_nothing_that_was_accepted(django_capture_on_commit_callbacks):
    publish(title="As accepted")
    with django_capture_on_commit_callbacks(execute=True):
        publish_text(kind="terms", version=1, title="Changed", body="Changed")
        publish_text(kind="terms", version=2, title="Next", body="Next")
    assert document_for(kind="terms", language="en").title == "Next"
    assert LegalDocument.objects.get(version=1).title == "As accepted"


def test_translation_is_shown_only_when_it_is_of_the_version_in_force():
    publish(version=1, language="id")
    publish(version=1)
    assert document_for(kind="terms", language="id").language == "id"
    publish(version=2)
    assert document_for(kind="terms", language="id").title == "terms 2 en"


# --- Recording -------------------------------------------------------------------------------
def test_accept_twice_is_recorded_once(legal_texts):
    user = UserFactory()
    accept(user=user)
    accept(user=user)
    assert user.consents.count() == 2
    assert user.activities.get(verb="consented").label == "privacy 1, terms 1"
    assert missing_consents(user=user) == {}


def test_accept_many_in_few_queries(legal_texts, django_assert_max_num_queries):
    people = make_people(30)
    accept(user=people[0])
    with django_assert_max_num_queries(8):
        accept_many(users=people)
    assert Consent.objects.count() == 60


def test_earlier_consents_stay_when_the_text_changes(reader):
    publish(version=2)
    accept(user=reader)
    assert set(reader.consents.values_list("kind", "version")) == {("terms", 1), ("privacy", 1), ("terms", 2)}


# --- Pages -----------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["terms", "privacy"])
def test_legal_page_is_open_to_everybody(client, legal_texts, kind):
    page = client.get(f"/legal/{kind}/").content.decode()
    assert f"<h1>{LegalDocument.objects.get(kind=kind).title}</h1>" in page
    assert "Version 1" in page


def test_legal_page_before_publication_and_of_unknown_kinds_is_not_found(client):
    assert "not been published" in client.get("/legal/terms/").content.decode()
    assert client.get("/legal/terms/").status_code == client.get("/legal/cookies/").status_code == 404


def test_after_a_change_the_next_page_asks_and_then_leads_on(client, reader):
    assert client.get("/learn/", **HTML).status_code == 200
    publish(version=2, title="New terms")
    response = client.get("/learn/?tab=2", **HTML)
    assert response.headers["Location"] == "/accounts/consent/?next=%2Flearn%2F%3Ftab%3D2"
    page = client.get(response.headers["Location"]).content.decode()
    assert "New terms" in page
    assert "have changed" in page
    assert "Privacy policy</summary>" not in page
    accepted = client.post("/accounts/consent/", {"accept": "yes", "next": "/learn/?tab=2"})
    assert accepted.headers["Location"] == "/learn/?tab=2"
    assert client.get("/learn/", **HTML).status_code == 200
    assert reader.consents.get(kind="terms", version=2).ip == "127.0.0.1"


def test_person_who_never_accepted_is_asked_for_all(client, legal_texts):
    client.force_login(UserFactory())
    page = client.get("/learn/", follow=True, **HTML).content.decode()
    assert "Terms of use" in page
    assert "Privacy policy" in page
    assert "have changed" not in page


def test_person_who_accepted_at_sign_up_is_not_asked(client, legal_texts):
    client.post("/accounts/signup/", {**SIGN_UP, "terms": "on"})
    client.force_login(User.objects.get())
    assert client.get("/learn/", **HTML).status_code == 200


@pytest.mark.parametrize(
    "path", ["/legal/terms/", "/accounts/logout/", "/accounts/profile/", "/healthz", "/language/id/", "/cms/logout/"]
)
def test_person_may_go_here_without_accepting(client, legal_texts, path):
    client.force_login(UserFactory())
    assert "consent" not in client.get(path, **HTML).headers.get("Location", "")


def test_only_pages_ask(client, legal_texts):
    client.force_login(UserFactory())
    assert "consent" not in client.get("/learn/", HTTP_ACCEPT="application/json").headers.get("Location", "")
    assert "consent" not in client.get("/learn/", HTTP_HX_REQUEST="true", **HTML).headers.get("Location", "")
    assert "consent" not in client.post("/learn/", **HTML).headers.get("Location", "")


def test_staff_are_asked_before_the_cms(client, legal_texts):
    client.force_login(AdminFactory())
    assert client.get("/cms/", **HTML).headers["Location"].startswith("/accounts/consent/")


def test_visitor_is_never_asked(client, legal_texts):
    assert client.get("/", **HTML).status_code == 200


def test_not_accepting_signs_out_and_records_nothing(client, legal_texts):
    user = UserFactory()
    client.force_login(user)
    client.post("/accounts/consent/", {"next": "/learn/"})
    assert not user.consents.exists()
    client.post("/accounts/logout/")
    assert client.get("/learn/", **HTML).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_consent_never_leads_to_another_site(client, legal_texts, target):
    client.force_login(UserFactory())
    response = client.post("/accounts/consent/", {"accept": "yes", "next": target})
    assert response.headers["Location"] == "/learn/"


def test_session_remembers_so_that_pages_cost_no_query_for_it(client, reader, django_assert_num_queries):
    client.get("/legal/terms/", **HTML)
    client.get("/learn/", **HTML)
    with django_assert_num_queries(3):  # user, count, entries, role: the same as without legal texts
        client.get("/accounts/activity/", **HTML)
    assert client.session["consent"] == {"terms": 1, "privacy": 1}


def test_sign_in_of_one_does_not_answer_for_another_in_the_same_browser(client, reader):
    client.get("/learn/", **HTML)
    client.post("/accounts/logout/")
    other = UserFactory()
    client.post("/accounts/login/", {"login": other.email, "password": PASSWORD})
    assert client.get("/learn/", **HTML).headers["Location"].startswith("/accounts/consent/")


def test_html_in_the_title_of_a_legal_text_is_shown_as_text(client):
    publish(title="<i>Terms</i>")
    assert "<h1>&lt;i&gt;Terms&lt;/i&gt;</h1>" in client.get("/legal/terms/").content.decode()
