"""The block chooser and the previews, as somebody who writes courses meets them."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from catalog.models import CoursePage, LessonPage
from tests.catalog.blocks_material import words_of

STREAMS = [
    (LessonPage, "body"),
    (CoursePage, "description"),
    (CoursePage, "outcomes"),
    (CoursePage, "requirements"),
    (CoursePage, "audience"),
    (CoursePage, "faq"),
]
LESSON_BLOCKS = {
    "Text": ["Heading", "Text", "Highlighted box", "Quotation", "Table", "Reusable text"],
    "Pictures, film, sound and files": ["Image", "Video", "Sound", "YouTube or Vimeo", "File"],
    "Code and formulas": ["Code", "Formula"],
    "Practice and order": ["Question to check oneself", "Sections that open", "Tabs"],
}
PREVIEWS = {
    "heading": "Why the dough needs to rest",
    "paragraph": "Bread is flour, water, salt and time",
    "callout": "Tip Cold butter",
    "quote": "Aristotle, Nicomachean Ethics",
    "table": "Baguette 2 24 °C",
    "snippet": "Send one file, named after the lesson",
    "image": "Large holes: the dough had time.",
    "video": "Kneading by hand",
    "audio": "What a good crust sounds like",
    "embed": "Four minutes in a bakery.",
    "file": "Shopping list for the first week",
    "code": "# Warm dough rises faster.",
    "math": "Hydration of a dough",
    "question": "So that the gluten relaxes",
    "accordion": "My dough is too wet",
    "tabs": "By machine",
}


def blocks_of(model, name: str) -> dict:
    return model._meta.get_field(name).stream_block.child_blocks


@pytest.fixture
def author(db, client):
    """A signed-in person who may enter the CMS and has no other right."""
    user = get_user_model().objects.create_user(email="author@example.org", password=None)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return user


def preview(client, block):
    return client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})


def test_lesson_offers_its_blocks_in_groups_with_plain_names():
    groups = LessonPage._meta.get_field("body").stream_block.grouped_child_blocks()

    assert {str(name): [str(block.label) for block in blocks] for name, blocks in groups} == LESSON_BLOCKS


def test_course_description_offers_what_makes_sense_before_enrolling():
    assert list(blocks_of(CoursePage, "description")) == [
        "heading",
        "paragraph",
        "image",
        "embed",
        "quote",
        "callout",
        "accordion",
    ]


@pytest.mark.parametrize(("model", "name"), STREAMS)
def test_every_block_says_what_it_is_for(model, name):
    assert [kind for kind, block in blocks_of(model, name).items() if not block.get_description()] == []


@pytest.mark.parametrize(("model", "name"), STREAMS)
def test_every_block_has_an_icon_that_exists(author, client, model, name):
    sprite = client.get(reverse("wagtailadmin_sprite")).content.decode()

    missing = [kind for kind, block in blocks_of(model, name).items() if f'icon-{block.meta.icon}"' not in sprite]
    assert missing == []


@pytest.mark.parametrize("kind", sorted(PREVIEWS))
def test_preview_of_a_block_shows_it_as_learners_see_it(author, client, kind):
    response = preview(client, blocks_of(LessonPage, "body")[kind])

    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert PREVIEWS[kind] in words_of(page.select_one(f"main .block--{kind}"))


def test_every_block_of_a_lesson_has_a_preview_that_is_looked_at_here():
    assert sorted(PREVIEWS) == sorted(blocks_of(LessonPage, "body"))


@pytest.mark.parametrize(("model", "name"), STREAMS)
def test_every_block_of_every_stream_has_a_preview(author, client, model, name):
    for kind, block in blocks_of(model, name).items():
        assert block.is_previewable, kind
        response = preview(client, block)
        assert response.status_code == 200, kind
        assert len(words_of(BeautifulSoup(response.content, "html.parser").select_one("main"))) > 10, kind


def test_preview_wears_the_design_of_the_site_and_loads_nothing_from_elsewhere(author, client):
    for block in blocks_of(LessonPage, "body").values():
        page = BeautifulSoup(preview(client, block).content, "html.parser")
        addresses = [element.get("src") or element.get("href") for element in page.select("[src], link[href], use")]
        assert "/static/css/site.css" in addresses
        assert all(address.startswith("/static/") for address in addresses)
        assert page.select("iframe, script, style, [style]") == []


def test_preview_makes_no_address_of_a_private_file(author, client):
    for kind in ("video", "audio", "file"):
        html = preview(client, blocks_of(LessonPage, "body")[kind]).content.decode()
        assert 'src=""' not in html
        assert 'href=""' not in html


def test_preview_is_not_for_strangers(client, db):
    response = preview(client, blocks_of(LessonPage, "body")["heading"])

    assert response.status_code == 302
    assert "login" in response["Location"]


@pytest.mark.parametrize(("model", "name"), STREAMS)
def test_blocks_pass_the_checks_of_wagtail(model, name):
    assert model._meta.get_field(name).check() == []


@pytest.mark.parametrize(("model", "name"), STREAMS)
def test_editor_can_build_its_form_from_the_blocks(db, model, name):
    field = model._meta.get_field(name).formfield()

    html = str(field.widget.render(name, model._meta.get_field(name).get_default(), {"id": name}))

    assert "data-w-block-data-value" in html
    assert all(block.name in html for block in blocks_of(model, name).values())


def test_preview_values_would_pass_validation():
    """What an author sees in the preview is something that the editor accepts."""
    refused = []
    for kind in ("heading", "paragraph", "callout", "quote", "table", "code", "math", "question", "accordion", "tabs"):
        block = blocks_of(LessonPage, "body")[kind]
        try:
            block.clean(block.get_preview_value())
        except ValidationError:
            refused.append(kind)
    assert refused == []
