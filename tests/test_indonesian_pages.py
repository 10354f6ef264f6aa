"""The pages in Indonesian: nothing of the interface stays English, dates and numbers are written as there."""

import re
from datetime import UTC, datetime
from functools import partial

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalog.models import Certificate
from catalog.services.completion import complete_lesson
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course, make_path
from tests.interface_texts import texts_of

INDEPENDENCE_DAY = datetime(2026, 8, 17, 5, 0, tzinfo=UTC)
# Whatever people wrote carries a mark, as do the factory's titles: it is not ours to translate.
WRITTEN = re.compile(
    r"¶|\b(?:Module|Lesson|Text of lesson) [\d.]+$|@example\.com|\(UTC[+-]|^https://$|^Rp [\d.]+$|^[0-9a-f-]{36}$"
)
SAME_IN_BOTH = {"Hybrid LMS", "Menu", "English", "Bahasa Indonesia"}

PUBLIC = ["/", "/courses/", "/courses/?q=¶nothing", "/courses/?level=beginner&price=free", "/nothing/", "/legal/terms/"]
STRANGERS = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_email_verification_sent",
]
OWN = [
    "learn",
    "classroom:redeem",
    "accounts:overview",
    "accounts:profile",
    "accounts:activity",
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "usersessions_list",
    "mfa_index",
]


class School:
    """Three courses: one begun, one completed with its certificate, one that is only there; and a path."""

    def __init__(self):
        course = partial(make_course, author=InstructorFactory(display_name="¶ Ibu Ratna"))
        self.begun = course(title="¶ Begun", modules=2, subtitle="¶ Sub", level="beginner")
        self.done = course(title="¶ Done", lessons=1)
        self.other = course(title="¶ Other", price_minor=15_000_000, currency="IDR", modules=0)
        self.path = make_path(self.begun, self.done, title="¶ Path")
        self.learner = UserFactory(display_name="¶ Sari", language="")
        for each in (self.begun, self.done):
            enroll(self.learner, each, now=INDEPENDENCE_DAY)
        for lesson in (lessons_of(self.begun)[0], lessons_of(self.done)[0]):
            complete_lesson(user=self.learner, lesson=lesson, now=INDEPENDENCE_DAY)
        self.certificate = Certificate.objects.get()

    @property
    def public_pages(self) -> list[str]:
        pages = [page.url for page in (self.begun, self.done, self.other, self.path)]
        return [*PUBLIC, *pages, self.certificate_page]

    @property
    def certificate_page(self) -> str:
        return reverse("catalog:certificate", args=[self.certificate.uuid])

    @property
    def learners_pages(self) -> list[str]:
        lessons = [lesson.url for course in (self.begun, self.done) for lesson in lessons_of(course)]
        steps = [
            reverse("catalog:enroll", args=[self.other.translation_key]),
            reverse("catalog:leave", args=[self.begun.translation_key]),
        ]
        return [*map(reverse, OWN), *lessons, *steps]


@pytest.fixture
def school(db) -> School:
    return School()


def browser(language: str, user=None) -> Client:
    """A browser whose language was chosen by the menu."""
    client = Client()
    if user:
        client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def said(client: Client, address: str) -> set[str]:
    response = client.get(address)
    assert response.status_code in {200, 403, 404}, f"{address}: {response.status_code}"
    return texts_of(response.content.decode())


def english_left(addresses: list[str], user=None) -> dict[str, set[str]]:
    """For each address the texts that are the same in both languages, though they are our own words."""
    english, indonesian = browser("en", user), browser("id", user)
    left = {}
    for address in addresses:
        same = said(english, address) & said(indonesian, address) - SAME_IN_BOTH
        left[address] = {text for text in same if not WRITTEN.search(text)}
    return {address: texts for address, texts in left.items() if texts}


def test_no_english_is_left_for_a_stranger(school):
    assert english_left([*school.public_pages, *map(reverse, STRANGERS)]) == {}


def test_no_english_is_left_for_a_learner(school):
    assert english_left([*school.public_pages, *school.learners_pages], school.learner) == {}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("account_login", {"login": "nobody", "password": ""}),
        ("account_login", {"login": "nobody@example.com", "password": "¶"}),
        ("account_signup", {"email": "nobody", "password1": "12345", "display_name": ""}),
        ("account_reset_password", {"email": ""}),
    ],
)
def test_mistakes_in_a_form_are_told_in_indonesian(db, name, typed):
    address = reverse(name)
    answers = [texts_of(browser(code).post(address, typed).content.decode()) for code in ("en", "id")]

    assert len(answers[1] - said(browser("id"), address)) >= 2
    assert {text for text in set.intersection(*answers) - SAME_IN_BOTH if not WRITTEN.search(text)} == set()


@pytest.mark.parametrize("name", ["welcome_to_course", "course_completed"])
@pytest.mark.parametrize("kind", [".html", ".txt", "_subject.txt"])
def test_mails_are_indonesian(name, kind):
    context = dict.fromkeys(("name", "course_title", "lesson_title", "site_name"), "¶") | {"site_name": "Hybrid LMS"}
    letters = []
    for code in ("en", "id"):
        with translation.override(code):
            letter = render_to_string(f"email/{name}{kind}", {**context, "language": code})
        letters.append(texts_of(letter) if kind == ".html" else set(filter(None, map(str.strip, letter.splitlines()))))

    words = {text for text in set.intersection(*letters) - SAME_IN_BOTH if re.search(r"[A-Za-z]{3}", text)}
    assert letters[1]
    assert words == set()


# --- Dates and numbers -------------------------------------------------------------------------
def test_certificate_is_dated_as_in_indonesia(school):
    assert ">17 Agu 2026<" in browser("id").get(school.certificate_page).content.decode()


@pytest.mark.django_db
def test_prices_and_lengths_are_written_as_in_indonesia():
    make_course(price_minor=123_456, currency="EUR", lesson_fields={"expected_minutes": 40})
    make_course(price_minor=15_000_000, currency="IDR", lessons=1)
    page = browser("id").get("/courses/").content.decode()

    assert [price in page for price in ("€1.234,56", "Rp 150.000")] == [True, True]
    assert {"2 pelajaran", "1 jam 20 menit", "1 pelajaran", "10 menit"} <= texts_of(page)


# --- Changing the language -----------------------------------------------------------------------
@pytest.mark.parametrize("address", ["/courses/?level=beginner", "/accounts/login/?next=/learn/", "/nothing/"])
def test_change_of_language_keeps_the_page(db, address):
    client = browser("en")
    page = client.get(address).content.decode()
    link = re.search(r'href="(/language/id/[^"]*)"', page)[1].replace("&amp;", "&")

    answer = client.get(link)
    assert answer.headers["Location"] == address
    page = client.get(address).content.decode()
    assert '<html lang="id"' in page
    assert "Bahasa" in texts_of(page)
