"""Writing mail: one row for each, in the recipient's language, whoever writes it."""

import base64

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, mail_managers, send_mail
from django.db import transaction
from django.template.loader import get_template
from django.utils import translation

from lms_site.mail import MAX_ATTACHMENT_BYTES, queue_mail
from lms_site.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def templates(tmp_path, settings):
    """A mail of the tests' own, `hello`, and one without HTML, `plain`."""
    texts = {
        "hello_subject.txt": "{% load i18n %}{% translate 'Lessons' %}:\n  {{ title }}\n",
        "hello.txt": "{{ title }} {{ site_name }} {{ site_url }} {{ language }}",
        "hello.html": "<p lang={{ language }}>{{ title }}</p>",
        "plain_subject.txt": "Plain",
        "plain.txt": "\n\nNothing but text.\n\n\n",
    }
    (tmp_path / "email").mkdir()
    for name, text in texts.items():
        (tmp_path / "email" / name).write_text(text)
    first = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**first, "DIRS": [tmp_path, *first["DIRS"]]}]


def hello(**changes) -> OutgoingMail:
    values = {"key": "hello:1", "to": "sari@example.com", "template": "hello", "context": {"title": "Dye & <wax>"}}
    return queue_mail(**{**values, **changes})


def test_mail_is_rendered_from_its_templates(settings):
    mail = hello()

    assert mail.subject == "Lessons: Dye & <wax>"
    assert mail.text == f"Dye & <wax> Hybrid LMS {settings.SITE_URL} en\n"
    assert mail.html == "<p lang=en>Dye &amp; &lt;wax&gt;</p>"
    assert (mail.to, mail.from_email) == (["sari@example.com"], settings.DEFAULT_FROM_EMAIL)


def test_mail_without_html_is_text_alone():
    mail = hello(template="plain")

    assert (mail.text, mail.html) == ("Nothing but text.\n", "")


def test_mail_is_in_the_language_of_its_reader_whatever_the_writer_speaks(settings):
    with translation.override("en"):
        mail = hello(language="id")

    assert mail.language == "id"
    assert mail.text.endswith(" id\n")
    assert translation.get_language() == "en"


def test_mail_to_somebody_without_a_language_is_in_that_of_the_site():
    with translation.override("id"):
        assert hello(language="").language == "en"


def test_mail_with_the_same_key_is_written_once(committed, mailoutbox):
    with committed():
        first, second = hello(), hello(context={"title": "Another"})

    assert first.pk == second.pk
    assert len(mailoutbox) == 1


def test_writing_a_mail_again_costs_one_query(django_assert_num_queries):
    hello()

    with django_assert_num_queries(3):  # with the savepoint around it
        hello()


@pytest.mark.django_db(transaction=True)
def test_mail_about_a_change_that_is_rolled_back_is_never_sent(mailoutbox):
    with transaction.atomic():
        hello()
        send_mail("Hello", "Text", None, ["sari@example.com"])
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()
    assert mailoutbox == []


def test_mail_has_one_message_id_for_all_attempts():
    assert hello().headers["Message-ID"].endswith("@example.com>")


def test_missing_template_is_an_error_of_the_writer():
    with pytest.raises(Exception, match="no_such_mail"):
        hello(template="no_such_mail")
    assert not OutgoingMail.objects.exists()


# --- Django's own way of sending --------------------------------------------------------------
def test_mail_of_django_goes_the_same_way(committed, mailoutbox):
    with committed(), translation.override("id"):
        assert send_mail("Subject", "Text", None, ["sari@example.com"], html_message="<p>Html</p>") == 1
        assert mailoutbox == []

    (sent,) = mailoutbox
    assert (sent.subject, sent.body, sent.to) == ("Subject", "Text", ["sari@example.com"])
    assert sent.alternatives[0] == ("<p>Html</p>", "text/html")
    assert OutgoingMail.objects.get().language == "id"


def test_mail_keeps_copies_headers_and_attachments(committed, mailoutbox):
    message = EmailMessage(
        "Subject",
        "Text",
        "Batik <batik@example.com>",
        ["a@example.com", "b@example.com"],
        cc=["c@example.com"],
        bcc=["d@example.com"],
        reply_to=["e@example.com"],
        headers={"List-Unsubscribe": "<https://example.com/>"},
    )
    message.attach("notes.txt", "Wax", "text/plain")
    message.attach("cloth.bin", b"\x00\xff", "application/octet-stream")
    with committed():
        message.send()

    (sent,) = mailoutbox
    assert sent.from_email == "Batik <batik@example.com>"
    assert (sent.to, sent.cc, sent.bcc) == (["a@example.com", "b@example.com"], ["c@example.com"], ["d@example.com"])
    assert sent.reply_to == ["e@example.com"]
    assert sent.extra_headers["List-Unsubscribe"] == "<https://example.com/>"
    assert [tuple(one) for one in sent.attachments] == [
        ("notes.txt", "Wax", "text/plain"),
        ("cloth.bin", b"\x00\xff", "application/octet-stream"),
    ]


def test_html_alone_stays_html(committed, mailoutbox):
    message = EmailMessage("Subject", "<p>Html</p>", to=["sari@example.com"])
    message.content_subtype = "html"
    with committed():
        message.send()

    assert mailoutbox[0].alternatives[0] == ("<p>Html</p>", "text/html")


def test_mail_to_nobody_is_not_written():
    assert EmailMessage("Subject", "Text").send() == 0
    assert not OutgoingMail.objects.exists()


def test_mail_to_the_managers_of_the_site_goes_the_same_way(settings):
    settings.MANAGERS = [("Manager", "manager@example.com")]
    mail_managers("Subject", "Text")

    assert OutgoingMail.objects.get().to == ["manager@example.com"]


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Hello\nBcc: everybody@example.com"},
        {"from_email": "a@example.com\r\nBcc: everybody@example.com"},
        {"to": ["a@example.com\nBcc: everybody@example.com"]},
        {"headers": {"X-Name": "a\nBcc: everybody@example.com"}},
    ],
)
def test_line_break_in_a_header_is_refused(changes):
    values = {"subject": "Subject", "body": "Text", "to": ["sari@example.com"], **changes}

    with pytest.raises(BadHeaderError):
        EmailMessage(**values).send()
    assert not OutgoingMail.objects.exists()


def test_attachments_that_are_too_large_are_refused():
    message = EmailMessage("Subject", "Text", to=["sari@example.com"])
    message.attach("big.bin", b"x" * (MAX_ATTACHMENT_BYTES + 1), "application/octet-stream")

    with pytest.raises(ValueError, match="5242881 bytes"):
        message.send()


def test_what_cannot_be_kept_is_refused_in_plain_words():
    message = EmailMultiAlternatives("Subject", "Text", to=["sari@example.com"])
    message.attach_alternative("BEGIN:VCALENDAR", "text/calendar")

    with pytest.raises(ValueError, match="one HTML alternative"):
        message.send()


def test_attachment_is_stored_as_text_that_json_bears():
    message = EmailMessage("Subject", "Text", to=["sari@example.com"])
    message.attach("cloth.bin", b"\x00\xff", "application/octet-stream")
    message.send()

    (kept,) = OutgoingMail.objects.get().attachments
    assert base64.b64decode(kept["base64"]) == b"\x00\xff"


@pytest.mark.parametrize("name", ["welcome_to_course", "course_completed"])
def test_mails_of_the_product_have_subject_text_and_html(name):
    for ending in ("_subject.txt", ".txt", ".html"):
        assert get_template(f"email/{name}{ending}")
