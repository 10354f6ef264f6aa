"""The frontend of `docs/headless/` on an origin of its own: from sign-up to the certificate, and drafts."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from playwright.sync_api import Page, expect

from catalog.services.completion import complete_lesson
from tests.browser.headless_site import served_example
from tests.browser.looking import faults
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.catalog import ImageFactory, enroll, lessons_of, make_course, reload

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL, SECRET, NAME = "budi@example.com", "kopi-tubruk-di-teras", "Budi Santoso"


@pytest.fixture
def frontend(live_server, settings):
    """The address of the example; the site knows it by the settings that its README names."""
    settings.SITE_URL = settings.WAGTAILAPI_BASE_URL = live_server.url
    with served_example(live_server.url) as address:
        settings.CORS_ALLOWED_ORIGINS = [address]
        settings.HEADLESS_CLIENT_URL = address
        settings.WAGTAIL_HEADLESS_PREVIEW = {**settings.WAGTAIL_HEADLESS_PREVIEW, "CLIENT_URLS": {"default": address}}
        yield address


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the console says, as it comes."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    return said


def rich_course(**fields):
    image = ImageFactory()
    body = [
        ("heading", {"text": "Wax", "level": "h2"}),
        ("paragraph", "<p>Melt it <b>slowly</b>: <a href='https://example.com/wax'>why</a>.</p>"),
        ("image", {"image": image, "alt": "A pot", "is_decorative": False, "caption": "The pot"}),
        ("callout", {"kind": "tip", "title": "Cold", "text": "<p>Wait.</p>"}),
        ("code", {"language": "python", "code": "print('<b>')", "caption": ""}),
        ("math", {"latex": r"\frac{1}{2}", "caption": "Half"}),
        (
            "table",
            {
                "caption": "Rests",
                "table": {"data": [["Dough", "Hours"], ["Rye", "16"]], "table_header_choice": "row"},
            },
        ),
    ]
    fields = {"outcomes": [("item", "Draw a kawung pattern")], "subtitle": "Wax and dye", **fields}
    return make_course(title="Batik", lessons=1, lesson_fields={"body": body}, **fields)


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.fill(f"#field-{name}", value)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page, text: str) -> None:
    expect(page.locator("h1")).to_have_text(text)


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    fill(page, email=email, password=password)
    press(page, "Sign in")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_somebody_signs_up_learns_and_gets_the_certificate(page, frontend, complaints):
    rich_course()
    page.goto(f"{frontend}/#/sign-up")
    fill(page, display_name=NAME, email=EMAIL, password=SECRET)
    page.check("#field-terms")
    press(page, "Sign up")
    heading(page, "Confirm your address")
    letter = next(letter for letter in mail.outbox if letter.to == [EMAIL])
    fill(page, key=re.search(r"https?://\S+", letter.body).group())
    press(page, "Confirm")
    expect(page.locator("main")).to_contain_text("Your address is confirmed.")
    sign_in(page, EMAIL, SECRET)

    page.fill("#search", "batik")
    press(page, "Search")
    page.get_by_role("link", name="Batik").click()
    expect(page.locator("main")).to_contain_text("Draw a kawung pattern")
    press(page, "Enroll for free")
    expect(page.locator("main")).to_contain_text("0 % done")
    page.get_by_role("link", name="Go on").click()
    heading(page, "Lesson 1.1")
    expect(page.locator("article b")).to_have_text("slowly")
    assert page.locator("article math mfrac").count() == 1
    assert page.locator("article img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    press(page, "Complete this lesson")
    expect(page.locator(".completing")).to_contain_text("Done")
    page.get_by_role("link", name="Back to the course").click()
    expect(page.locator("main")).to_contain_text("100 % done")
    page.get_by_role("link", name="See your certificate").click()
    expect(page.locator("main")).to_contain_text("Checked: this certificate is genuine.")
    public = page.get_by_role("link", name="Public page").get_attribute("href")
    press(page, "Sign out")
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    assert complaints == []

    page.goto(public)
    expect(page.locator("main")).to_contain_text(NAME)


def test_spent_access_token_is_renewed_once_and_a_dead_session_leads_to_sign_in(page, frontend):
    lesson = lessons_of(rich_course())[0]
    learner = enroll(course=lesson.get_course()).user
    page.goto(f"{frontend}/#/sign-in?next=%23%2Flessons%2F{lesson.pk}")
    sign_in(page, learner.email)
    expect(page.locator("article")).to_contain_text("Melt it slowly")
    page.evaluate(
        """() => {
          const pair = JSON.parse(localStorage.getItem("headless-tokens"));
          localStorage.setItem("headless-tokens", JSON.stringify({...pair, access: "spent"}));
        }"""
    )
    page.reload()
    expect(page.locator("article")).to_contain_text("Melt it slowly")
    assert page.evaluate("JSON.parse(localStorage.getItem('headless-tokens')).access") != "spent"

    page.evaluate("localStorage.setItem('headless-tokens', JSON.stringify({access: 'spent', refresh: 'spent'}))")
    page.goto(f"{frontend}/#/learning")
    page.reload()
    heading(page, "Sign in first")
    assert page.evaluate("localStorage.getItem('headless-tokens')") is None


def test_refusals_are_told_at_the_field_and_by_code(page, frontend):
    person = UserFactory()
    page.goto(f"{frontend}/#/sign-in")
    fill(page, email=person.email, password="wrong")
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("INVALID_CREDENTIALS")
    fill(page, email="nonsense")
    press(page, "Sign in")
    expect(page.locator("#field-email-error")).not_to_be_empty()
    expect(page.locator("#field-email")).to_be_focused()


def test_second_factor_is_asked_for(page, frontend):
    person = UserFactory()
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    person.authenticator_set.create(type="totp", data={"secret": secret})
    page.goto(f"{frontend}/#/sign-in")
    fill(page, email=person.email, password=PASSWORD)
    press(page, "Sign in")
    expect(page.locator("#field-code")).to_be_focused()
    fill(page, code=format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
    press(page, "Sign in")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


@pytest.mark.parametrize("kind", ["lesson", "course"])
def test_draft_is_previewed_from_the_editor(context, page, client, live_server, frontend, complaints, kind):
    lesson = lessons_of(rich_course())[0]
    draft = lesson if kind == "lesson" else lesson.get_course()
    draft.title = "Rewritten <b>"
    setattr(
        draft,
        *(("body", [("paragraph", "<p>In the draft.</p>")]) if kind == "lesson" else ("summary", "In the draft.")),
    )
    draft.save_revision()
    client.force_login(draft.owner)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page.goto(f"/cms/pages/{draft.pk}/view_draft/?mode=headless")
    assert page.url.startswith(frontend)
    heading(page, "Rewritten <b>")
    expect(page.locator("main")).to_contain_text("In the draft.")
    assert reload(draft).title != "Rewritten <b>"
    assert complaints == []


def test_every_view_is_accessible_narrow_and_dark(page, frontend):
    course = rich_course()
    lesson = lessons_of(course)[0]
    learner = enroll(course=course).user
    complete_lesson(user=learner, lesson=lesson)
    page.goto(f"{frontend}/#/sign-in")
    sign_in(page, learner.email)

    def settle(tab: Page) -> None:
        tab.reload()
        expect(tab.locator("h1")).to_be_visible()

    views = ("", f"courses/{course.pk}", f"lessons/{lesson.pk}", "learning", "sign-up")
    assert faults(page, [f"{frontend}/#/{view}" for view in views], prepare=settle) == []
