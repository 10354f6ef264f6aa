"""Each text of a lesson page says its language: what people wrote, and the words of the interface around it."""

from html.parser import HTMLParser

import pytest
from django.conf import settings

from tests.factories.catalog import DocumentFactory, enroll, lessons_of, make_course, modules_of

pytestmark = pytest.mark.django_db
VOID = {"meta", "link", "input", "img", "br", "track", "source", "hr", "path", "use"}


class Spoken(HTMLParser):
    """Every text of a page with the language that it is in, by the nearest `lang` around it."""

    def __init__(self, html: str):
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.texts: dict[str, set[str]] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag):
        while tag not in VOID and len(self.open) > 1 and self.open.pop()[0] != tag:
            continue

    def handle_data(self, data):
        if text := " ".join(data.split()):
            self.texts.setdefault(text, set()).add(self.open[-1][1])


QUESTION = {
    "prompt": "<p>Berapa kelopaknya?</p>",
    "choices": [{"text": "Empat", "is_correct": True, "feedback": "Benar sekali"}, {"text": "Lima"}],
    "explanation": "Hitung saja.",
}


@pytest.fixture
def page(client) -> dict[str, set[str]]:
    """The texts of an Indonesian lesson in an English interface."""
    course = make_course(title="Batik Tulis", language="id", lessons=2)
    module = modules_of(course)[0]
    module.title = "Malam dan air"
    module.save_revision().publish()
    lesson, following = lessons_of(course)
    lesson.title, following.title = "Membaca kain", "Warna nila"
    lesson.body = [
        {"type": "paragraph", "value": "<p>Kain ini dapat dibaca.</p>"},
        {"type": "callout", "value": {"kind": "tip", "title": "Pelan-pelan", "text": "<p>Sabar.</p>"}},
        {"type": "question", "value": QUESTION},
    ]
    lesson.attachments.create(document=DocumentFactory(), label="Lembar kisi")
    for each in (lesson, following):
        each.save_revision().publish()
    client.force_login(enroll(course=course).user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return Spoken(client.get(lesson.get_url()).content.decode()).texts


WRITTEN = {
    "Batik Tulis",
    "Malam dan air",
    "Membaca kain",
    "Warna nila",
    "Kain ini dapat dibaca.",
    "Pelan-pelan",
    "Berapa kelopaknya?",
    "Empat",
    "Hitung saja.",
    "Lembar kisi",
}
INTERFACE = {
    "Lesson 1 of 2",
    "10 min",
    "Print",
    "Tip",
    "Check yourself",
    "Show the answer",
    "Right:",
    "Files for this lesson",
    "Complete and continue",
    "On this page",
    "Next",
}


def test_course_speaks_its_own_language_and_the_interface_that_of_the_reader(page):
    assert {text: page[text] for text in WRITTEN} == {text: {"id"} for text in WRITTEN}
    assert {text: page[text] for text in INTERFACE} == {text: {"en"} for text in INTERFACE}
