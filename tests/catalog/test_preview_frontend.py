"""A connected frontend of one page shows drafts by the token that the editor hands out, over HTTP.

The frontend is a program of its own here: it knows the address of the site, reads the token from its own
address as the editor's redirect wrote it, and renders what the API answers.
"""

import json
import threading
import urllib.request
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.catalog import lessons_of, make_course, reload

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def one_page_frontend(site_url: str):
    """The address of a running frontend that renders the preview of whatever it is asked for."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = urlsplit(self.path).query
            try:
                with urllib.request.urlopen(f"{site_url}/api/cms/v2/page_preview/?{query}", timeout=10) as answer:
                    self.show(200, render(json.load(answer)))
            except HTTPError as error:
                self.show(error.code, "<h1>No such preview</h1>")

        def show(self, status: int, html: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_arguments) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def render(page: dict) -> str:
    texts = [block["value"] for block in page.get("body", []) if block["type"] == "paragraph"]
    return f"<h1>{escape(page['title'])}</h1>{''.join(texts)}"


def read(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.fixture
def frontend(live_server, settings):
    settings.SITE_URL = live_server.url
    with one_page_frontend(live_server.url) as address:
        settings.HEADLESS_CLIENT_URL = address
        settings.WAGTAIL_HEADLESS_PREVIEW = {
            **settings.WAGTAIL_HEADLESS_PREVIEW,
            "CLIENT_URLS": {"default": address},
        }
        yield address


def test_editor_leads_to_the_frontend_which_shows_the_draft(client, frontend):
    lesson = lessons_of(make_course(lessons=1))[0]
    lesson.title = "Rewritten <b>"
    lesson.body = [("paragraph", "<p>Only in the draft.</p>")]
    lesson.save_revision()
    client.force_login(lesson.owner)
    address = client.get(f"/cms/pages/{lesson.pk}/view_draft/", {"mode": "headless"})["Location"]

    status, shown = read(address)
    assert address.startswith(frontend)
    assert (status, shown) == (200, "<h1>Rewritten &lt;b&gt;</h1><p>Only in the draft.</p>")
    # The other ways to look at it stay: as one enrolled, and as a visitor, who sees no text.
    learner = client.get(f"/cms/pages/{lesson.pk}/view_draft/", {"mode": "learner"}).content.decode()
    visitor = client.get(f"/cms/pages/{lesson.pk}/view_draft/", {"mode": "visitor"}).content.decode()
    assert "Only in the draft." in learner
    assert "Only in the draft." not in visitor


def test_frontend_without_a_token_shows_nothing_of_a_draft(client, frontend):
    lesson = lessons_of(make_course(lessons=1))[0]
    query = f"?content_type=catalog.lessonpage&token=id={reload(lesson).pk}:x:y"

    assert read(f"{frontend}/{query}")[0] == 404
    client.force_login(UserFactory())
    assert client.get(f"/cms/pages/{lesson.pk}/view_draft/", {"mode": "headless"}).status_code in (302, 403)
