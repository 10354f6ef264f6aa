"""Previews on a connected frontend: the editor hands out a token, and the token gives that draft alone."""

from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.signing import TimestampSigner
from django.utils import timezone
from wagtail_headless_preview.models import PagePreview

from tests.factories.accounts import UserFactory
from tests.factories.catalog import lessons_of, make_course, make_lesson, modules_of, reload
from tests.sharing import own

pytestmark = pytest.mark.django_db
PREVIEW = "/api/cms/v2/page_preview/"
CLIENT = "https://learn.example"


@pytest.fixture(autouse=True)
def connected(settings):
    settings.HEADLESS_CLIENT_URL = CLIENT
    settings.WAGTAIL_HEADLESS_PREVIEW = {
        **settings.WAGTAIL_HEADLESS_PREVIEW,
        "CLIENT_URLS": {"default": CLIENT},
    }


@pytest.fixture(scope="module")
def made(made_once):
    """The draft of a lesson."""
    lesson = lessons_of(make_course(lessons=1))[0]
    lesson.title = "Rewritten"
    lesson.body = [("paragraph", "<p>Only in the draft.</p>")]
    lesson.save_revision()
    return SimpleNamespace(lesson=reload(lesson))


lesson = own("lesson")


def token_for(page):
    """The token that the editor's preview of the latest draft makes."""
    return page.get_latest_revision_as_object().create_page_preview().token


def ask(client, token, content_type="catalog.lessonpage", path=PREVIEW):
    return client.get(path, {"content_type": content_type, "token": token})


@pytest.mark.parametrize("kind", ["lesson", "course"])
def test_editor_leads_to_the_frontend_with_a_token(client, kind, lesson):
    page = lesson if kind == "lesson" else lesson.get_course()
    client.force_login(page.owner)
    answer = client.get(f"/cms/pages/{page.pk}/view_draft/", {"mode": "headless"})
    assert answer.status_code == 302
    address = urlsplit(answer["Location"])
    assert f"{address.scheme}://{address.netloc}" == CLIENT
    token = PagePreview.objects.get().token
    assert parse_qs(address.query) == {"content_type": [f"catalog.{kind}page"], "token": [token]}


def test_editor_may_show_the_frontend_in_its_panel(client, lesson):
    client.force_login(lesson.owner)
    editor = client.get(f"/cms/pages/{lesson.pk}/edit/")
    assert editor.status_code == 200
    frames = next(part for part in editor["Content-Security-Policy"].split(";") if "frame-src" in part)
    assert CLIENT in frames


def test_our_own_previews_stay_when_a_frontend_is_connected(client, lesson):
    client.force_login(lesson.owner)
    answer = client.get(f"/cms/pages/{lesson.pk}/view_draft/", {"mode": "learner"})
    assert b"Only in the draft." in answer.content
    assert not PagePreview.objects.exists()


def test_no_frontend_no_such_preview(client, settings, lesson):
    settings.HEADLESS_CLIENT_URL = ""
    assert "headless" not in dict(lesson.preview_modes)


def test_stranger_gets_no_token_from_the_editor(client, lesson):
    for person in (UserFactory(), make_course(modules=0).owner):
        client.force_login(person)
        assert client.get(f"/cms/pages/{lesson.pk}/view_draft/", {"mode": "headless"}).status_code in (302, 403)
    assert not PagePreview.objects.exists()


@pytest.mark.parametrize("path", [PREVIEW, f"{PREVIEW}1/"])
def test_token_gives_the_draft_with_its_body_to_anybody_who_holds_it(client, path, lesson):
    answer = ask(client, token_for(lesson), path=path)
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["id"], told["title"]) == (lesson.pk, "Rewritten")
    assert told["body"][0]["value"] == "<p>Only in the draft.</p>"
    assert "files" not in told
    assert answer["Cache-Control"] == "private, no-store"


def test_draft_of_an_unpublished_course_can_be_previewed(client):
    course = make_course(modules=0, live=False, title="Not yet", outcomes=[("item", "Wait")])
    told = ask(client, token_for(course), "catalog.coursepage").json()
    assert (told["title"], told["outcomes"][0]["value"], told["lesson_count"]) == ("Not yet", "Wait", 0)


def test_lesson_that_was_never_saved_can_be_previewed(client):
    module = modules_of(make_course(lessons=0))[0]
    client.force_login(module.owner)
    path = f"/cms/pages/add/catalog/lessonpage/{module.pk}/preview/"
    form = {"title": "Brand new", "slug": "brand-new", "expected_minutes": "5", "completes_by": "button"}
    form |= {"body-count": "0", "attachments-TOTAL_FORMS": "0", "attachments-INITIAL_FORMS": "0"}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    assert client.post(path, form).json()["is_valid"]
    assert client.get(path, {"mode": "headless"}).status_code == 302
    client.logout()
    answer = ask(client, PagePreview.objects.get().token)
    assert answer.status_code == 200, answer.content
    assert answer.json()["title"] == "Brand new"


def test_token_of_one_lesson_gives_no_other(client, lesson):
    other = make_lesson(modules_of(lesson.get_course())[0], title="Other")
    told = ask(client, token_for(lesson), path=f"{PREVIEW}{other.pk}/").json()
    assert told["id"] == lesson.pk


@pytest.mark.parametrize("token", ["", "x", "id=1", "id=1:2:3", "\x00"])
def test_nonsense_in_place_of_a_token_is_not_found(client, token, lesson):
    token_for(lesson)
    assert ask(client, token).status_code in (400, 404)
    assert client.get(PREVIEW).status_code == 404


def test_forged_token_is_not_found(client, lesson):
    forged = TimestampSigner(key="somebody else's", salt="headlesspreview.token").sign(f"id={lesson.pk}")
    PagePreview.objects.create(token=forged, content_type=lesson.content_type, content_json=lesson.to_json())
    assert ask(client, forged).status_code == 404


def test_signed_token_without_a_preview_is_not_found(client, lesson):
    token = token_for(lesson)
    PagePreview.objects.all().delete()
    assert ask(client, token).status_code == 404


@pytest.mark.parametrize("kind", ["catalog.coursepage", "catalog.modulepage", "accounts.user", "nonsense", ""])
def test_token_is_good_for_its_type_of_page_alone(client, kind, lesson):
    assert ask(client, token_for(lesson), kind).status_code == 404


def test_token_dies_after_a_day(client, lesson):
    token = token_for(lesson)
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert ask(client, token).status_code == 404
