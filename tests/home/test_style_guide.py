"""The style guide: every component and every block, for people who work in the CMS."""

import pytest
from django.urls import reverse

from catalog.blocks import LessonBody
from tests.factories.accounts import InstructorFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_page_shows_every_block(client):
    client.force_login(InstructorFactory())
    answer = client.get(reverse("style_guide"))
    names = [str(block.label) for block in LessonBody().child_blocks.values()]
    assert [block.label for block in answer.context["blocks"]] == names
    text = answer.content.decode()
    assert all(f"<h3>{name}</h3>" in text for name in names)
    assert "private" in answer["Cache-Control"]


def test_only_players_of_other_sites_are_left_out(client):
    client.force_login(InstructorFactory())
    blocks = client.get(reverse("style_guide")).context["blocks"]
    assert {block.label for block in blocks if not block.html} == {"YouTube or Vimeo"}


def test_form_shows_how_mistakes_look(client):
    client.force_login(InstructorFactory())
    assert 'aria-invalid="true"' in client.get(reverse("style_guide"), {"errors": "1"}).content.decode()


@pytest.mark.parametrize("factory", [UserFactory, None])
def test_page_is_for_people_who_work_in_the_cms(client, factory):
    if factory:
        client.force_login(factory())
    assert client.get(reverse("style_guide")).status_code in (302, 403)
