"""Parts of pages rendered once for the same values: never another's text, never anything personal."""

from dataclasses import replace

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from catalog.models import CourseSummary
from catalog.queries.outline import course_outline
from catalog.shell import MARKER
from lms_site.cache import cleared
from lms_site.identity import Identity
from lms_site.templatetags.memo import parts
from tests.factories.catalog import CategoryFactory, make_course

CARD = '{% load memo %}{% memo "components/course_card.html" card=card as_h2=as_h2 %}'
FOOTER = '{% load memo %}{% memo "components/site_footer.html" identity=identity %}'
HEADER = '{% load memo %}{% memo "components/site_header.html" identity=identity %}'


@pytest.fixture(autouse=True)
def empty():
    cleared.send(sender=empty)


def render(text: str, **values) -> str:
    return Template(text).render(Context(values))


@pytest.mark.django_db
def test_changed_card_is_rendered_anew_though_its_row_is_the_same():
    card = make_course(title="Wax", modules=0).card
    before = render(CARD, card=card)
    CourseSummary.objects.filter(pk=card.pk).update(title="Dye", price_minor=1900, currency="USD")
    after = render(CARD, card=CourseSummary.objects.get(pk=card.pk))
    assert "Wax" in before
    assert "Dye" in after
    assert "$19.00" in after
    assert "Wax" not in after


@pytest.mark.django_db
@pytest.mark.parametrize("field", [field.attname for field in CourseSummary._meta.concrete_fields])
def test_every_field_of_a_card_counts(field):
    card = make_course(modules=0).card
    same, other = (CourseSummary.objects.get(pk=card.pk) for _time in range(2))
    setattr(other, field, "another value")
    assert same.memo_key == CourseSummary.objects.get(pk=card.pk).memo_key
    assert other.memo_key != same.memo_key


@pytest.mark.django_db
def test_markup_in_a_title_is_text_the_second_time_too():
    card = make_course(title="<script>alert(1)</script>", modules=0).card
    first, second = (render(CARD, card=card) for _time in range(2))
    assert first == second
    assert "<script" not in first


def test_same_values_give_the_same_text_without_rendering_again():
    first = render(FOOTER, identity=Identity("Sanggar"))
    assert render(FOOTER, identity=Identity("Sanggar")) == first
    assert len(parts) == 1
    assert render(FOOTER, identity=Identity("Other")) != first
    assert len(parts) == 2


def test_languages_do_not_mix():
    texts = {}
    for language in ("en", "id", "en", "id"):
        with translation.override(language):
            text = render(FOOTER, identity=Identity("Sanggar"))
        assert texts.setdefault(language, text) == text
    assert texts["en"] != texts["id"]


@pytest.mark.django_db
def test_part_sees_nothing_of_the_page_around_it():
    card = make_course(modules=0).card
    assert render(CARD, card=card, is_first=True) == render(CARD, card=card)
    assert render(CARD, card=card, as_h2=True) != render(CARD, card=card)


@pytest.mark.django_db
def test_model_that_does_not_say_what_counts_is_refused():
    with pytest.raises(AttributeError, match="memo_key"):
        render(FOOTER, identity=CategoryFactory())


def test_value_that_could_change_is_refused():
    with pytest.raises(TypeError, match="unhashable"):
        render(FOOTER, identity=["Sanggar"])


def test_hole_outside_a_shell_is_refused():
    with pytest.raises(TemplateSyntaxError, match="account_menu"):
        render(HEADER, identity=Identity("Sanggar"))


def test_shell_and_page_do_not_share_a_part():
    assert len(MARKER.findall(render(HEADER, identity=Identity("Sanggar"), is_shell=True))) == 1
    with pytest.raises(TemplateSyntaxError):
        render(HEADER, identity=Identity("Sanggar"))


@pytest.mark.django_db
def test_curriculum_of_another_course_is_another_part():
    text = '{% load memo %}{% memo "catalog/course_outline.html" outline=outline language="en" %}'
    one, two = (course_outline(make_course(lessons=2)) for _number in range(2))
    first = render(text, outline=one, is_shell=True)
    assert render(text, outline=two, is_shell=True) != first
    assert render(text, outline=one, is_shell=True) == first
    assert render(text, outline=replace(one, modules=()), is_shell=True) != first
