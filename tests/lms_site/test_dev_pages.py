"""The development pages: mails in files, and designs of errors."""

import os
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_files(settings, tmp_path):
    """Mails go to files in a folder of the test's own."""
    settings.LMS_MAIL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


@pytest.fixture
def write(committed):
    def send(subject: str, text: str = "Text", html: str = "") -> None:
        message = EmailMultiAlternatives(subject, text, None, ["sari@example.com"])
        if html:
            message.attach_alternative(html, "text/html")
        with committed():
            message.send()

    return send


def name_of_only_file(folder: Path) -> str:
    (path,) = folder.iterdir()
    return path.name


def test_list_is_helpful_when_there_is_no_mail(client):
    assert "Nothing yet" in client.get("/dev/mail/").content.decode()


def test_list_shows_the_newest_mail_first(client, write, mail_files):
    write("First ≠ ASCII")
    os.utime(mail_files / name_of_only_file(mail_files), (1, 1))
    write("Second")

    page = client.get("/dev/mail/").content.decode()

    assert page.index("Second") < page.index("First ≠ ASCII")
    assert "sari@example.com" in page


def test_mail_is_shown_with_links_that_work_and_nothing_that_runs(client, write, mail_files):
    write("Confirm", "Go to http://127.0.0.1:8000/confirm/abc/ <script>alert(1)</script> ≠", "<b>Html</b>")

    page = client.get(f"/dev/mail/{name_of_only_file(mail_files)}/").content.decode()

    assert '<a href="http://127.0.0.1:8000/confirm/abc/"' in page
    assert "<script>alert" not in page
    assert "≠" in page
    assert "sandbox" in page


def test_html_of_a_mail_is_shown_without_any_rights(client, write, mail_files):
    write("Confirm", "Text", '<p style="color: red">Html ≠</p>')

    response = client.get(f"/dev/mail/{name_of_only_file(mail_files)}/html/")

    assert response.content.decode().startswith('<p style="color: red">Html ≠</p>')
    policy = response.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("name", ["nothing.log", "..%2F..%2Fmanage.py", ".."])
def test_nothing_but_mails_is_shown(client, write, name):
    write("Mail")

    assert client.get(f"/dev/mail/{name}/").status_code == 404


@pytest.mark.parametrize("status", [403, 404, 413, 500])
def test_design_of_an_error_is_shown_with_its_status(client, status):
    response = client.get(f"/dev/errors/{status}/")

    assert response.status_code == status
    assert str(status) in response.content.decode()


def test_design_of_no_error_is_not_found(client):
    assert client.get("/dev/errors/200/").status_code == 404
