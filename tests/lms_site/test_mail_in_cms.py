"""Admins see what became of every mail, and send again what was given up."""

import pytest

from lms_site.models import MailState, OutgoingMail
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory
from tests.factories.lms_site import OutgoingMailFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(AdminFactory())
    return client


def test_list_shows_state_and_error_of_every_mail(admin):
    OutgoingMailFactory(subject="Waiting one")
    OutgoingMailFactory(subject="Lost one", failed=True)

    page = admin.get("/cms/mail/").content.decode()

    assert "Waiting one" in page
    assert "Lost one" in page
    assert "ConnectionRefusedError: refused" in page
    assert "sari@example.com" in page
    assert "Given up" in page


def test_list_is_filtered_by_state(admin):
    OutgoingMailFactory(subject="Waiting one")
    OutgoingMailFactory(subject="Lost one", failed=True)

    page = admin.get("/cms/mail/", {"state": "failed"}).content.decode()

    assert "Lost one" in page
    assert "Waiting one" not in page


def test_list_is_searched_by_subject_and_address(admin):
    OutgoingMailFactory(subject="About wax", to=["budi@example.com"])
    OutgoingMailFactory(subject="About dye")

    assert "About dye" not in admin.get("/cms/mail/", {"q": "wax"}).content.decode()
    page = admin.get("/cms/mail/", {"q": "budi"}).content.decode()
    assert "About wax" in page
    assert "About dye" not in page


@pytest.mark.parametrize("number", [1, 20])
def test_list_costs_the_same_for_one_mail_and_for_twenty(admin, django_assert_num_queries, number):
    OutgoingMailFactory.create_batch(number, failed=True)
    admin.get("/cms/mail/")

    with django_assert_num_queries(12):
        admin.get("/cms/mail/")


def test_details_never_show_the_text(admin):
    mail = OutgoingMailFactory(subject="Your code", text="Your sign-in code: 123456", html="<b>123456</b>")

    page = admin.get(f"/cms/mail/inspect/{mail.pk}/").content.decode()

    assert "Your code" in page
    assert "123456" not in page


def test_mail_that_was_given_up_is_sent_again(admin, mailoutbox):
    mail = OutgoingMailFactory(subject="Lost one", failed=True)
    assert f"/cms/mail/again/{mail.pk}/" in admin.get(f"/cms/mail/inspect/{mail.pk}/").content.decode()
    assert "Lost one" in admin.get(f"/cms/mail/again/{mail.pk}/").content.decode()
    assert mailoutbox == []

    response = admin.post(f"/cms/mail/again/{mail.pk}/", follow=True)

    assert "1 mail is on its way again" in response.content.decode()
    assert [sent.subject for sent in mailoutbox] == ["Lost one"]
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_all_that_were_given_up_are_sent_again_at_once(admin, mailoutbox):
    OutgoingMailFactory.create_batch(3, failed=True)
    OutgoingMailFactory(subject="Sent before", state=MailState.SENT)
    assert "/cms/mail/again/" in admin.get("/cms/mail/").content.decode()

    response = admin.post("/cms/mail/again/", follow=True)

    assert "3 mails are on their way again" in response.content.decode()
    assert len(mailoutbox) == 3


def test_mail_that_is_sent_is_not_sent_again(admin, mailoutbox):
    mail = OutgoingMailFactory(state=MailState.SENT)
    assert "/cms/mail/again/" not in admin.get(f"/cms/mail/inspect/{mail.pk}/").content.decode()

    response = admin.post(f"/cms/mail/again/{mail.pk}/", follow=True)

    assert "has been sent or is being sent" in response.content.decode()
    assert mailoutbox == []


@pytest.mark.parametrize("path", ["new/", "edit/{pk}/", "delete/{pk}/", "copy/{pk}/"])
def test_nobody_writes_edits_or_deletes_mail_by_hand(admin, path):
    mail = OutgoingMailFactory()

    assert admin.get("/cms/mail/" + path.format(pk=mail.pk)).status_code == 404
    assert "Add mail" not in admin.get("/cms/mail/").content.decode()


@pytest.mark.parametrize("factory", [InstructorFactory, ModeratorFactory])
def test_mail_is_for_admins_only(client, factory):
    client.force_login(factory())
    mail = OutgoingMailFactory(failed=True)

    for path in ("", f"inspect/{mail.pk}/", "again/", f"again/{mail.pk}/"):
        response = client.post(f"/cms/mail/{path}") if "again" in path else client.get(f"/cms/mail/{path}")
        assert response.status_code in (302, 403)
    assert OutgoingMail.objects.get().state == MailState.FAILED
    assert "/cms/mail/" not in client.get("/cms/").content.decode()


def test_admins_find_mail_in_the_menu(admin):
    assert "/cms/mail/" in admin.get("/cms/").content.decode()
