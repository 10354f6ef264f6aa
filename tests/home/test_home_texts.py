"""Words that nobody has edited are shown in the reader's language; edited ones stand as written."""

import pytest
from django.conf import settings
from django.test import Client

from home.demo.site import HEADLINE, LEAD
from home.models import HomePage
from tests.interface_texts import texts_of

pytestmark = pytest.mark.django_db


def indonesian_home() -> set[str]:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"
    return texts_of(client.get("/").content.decode())


def test_words_of_the_demo_are_indonesian_for_an_indonesian_visitor():
    HomePage.objects.update(headline=HEADLINE, lead=LEAD)
    said = indonesian_home()
    assert "Pelajari sesuatu yang bisa Anda pegang" in said
    assert any(text.startswith("Batik dan geometri, keuangan rumah tangga") for text in said)
    assert not {HEADLINE, LEAD} & said


def test_edited_words_stand_as_they_were_written():
    HomePage.objects.update(headline="Weave with us", lead="Ten looms & a roof, 100% cotton.")
    assert {"Weave with us", "Ten looms & a roof, 100% cotton."} <= indonesian_home()


def test_empty_lead_shows_nothing():
    HomePage.objects.update(lead="")
    page = Client().get("/").content.decode()
    assert 'class="lead"' not in page
    assert "Project-Id-Version" not in page
