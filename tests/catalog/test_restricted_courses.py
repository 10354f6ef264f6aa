"""A course that not everybody may see is in no list: no card, no title, no cover; its learners keep it."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from catalog.models import CoursePage, CourseSummary
from catalog.services.summaries import refresh_summaries, refresh_summary
from home.models import HomePage
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.catalog import (
    CategoryFactory,
    enroll,
    lessons_of,
    make_course,
    make_lesson,
    make_path,
    modules_of,
    reload,
)

pytestmark = pytest.mark.django_db
API = "/api/cms/v2/pages/"


def restrict(page, kind=PageViewRestriction.LOGIN, **fields) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page_id=page.pk, restriction_type=kind, **fields)


def listed() -> set[int]:
    return set(CourseSummary.objects.values_list("course_id", flat=True))


@pytest.mark.parametrize(
    ("kind", "fields"), [("login", {}), ("groups", {}), ("password", {"password": "wax"})], ids=lambda value: str(value)
)
def test_card_goes_with_the_restriction_and_comes_back_without_it(kind, fields):
    course, other = make_course(), make_course()
    restriction = restrict(course, kind, **fields)
    assert listed() == {other.pk}
    restriction.delete()
    assert listed() == {course.pk, other.pk}
    assert CourseSummary.objects.get(course=course).lesson_count == len(lessons_of(course))


@pytest.mark.parametrize("above", ["catalog", "home"])
def test_restriction_above_the_courses_takes_all_cards(above):
    courses = {make_course(modules=0).pk for _number in range(3)}
    page = CoursePage.objects.first().get_parent() if above == "catalog" else HomePage.objects.get()
    restrict(page)
    assert listed() == set()
    PageViewRestriction.objects.filter(page_id=page.pk).delete()
    assert listed() == courses


def test_own_restriction_stays_when_the_one_above_goes():
    course, other = make_course(modules=0), make_course(modules=0)
    restrict(course)
    above = restrict(course.get_parent())
    above.delete()
    assert listed() == {other.pk}


def test_restriction_of_a_module_leaves_the_card():
    course = make_course()
    restrict(modules_of(course)[0])
    assert listed() == {course.pk}


def test_publishing_again_does_not_bring_the_card_back():
    course = make_course(lessons=1)
    restrict(course)
    reload(course).save_revision().publish()
    make_lesson(modules_of(course)[0], title="New")
    assert refresh_summary(course) is None
    assert listed() == set()


def test_drafts_below_get_no_card_when_a_restriction_goes():
    draft = make_course(live=False, modules=0)
    restrict(draft.get_parent()).delete()
    refresh_summaries(CoursePage.objects.all())
    assert listed() == set()


def test_restricted_course_can_be_deleted():
    course = make_course(modules=0)
    restrict(course)
    reload(course).delete()
    assert not PageViewRestriction.objects.exists()
    assert listed() == set()


def test_restriction_set_in_the_editor_takes_the_card(client):
    course = make_course(modules=0)
    client.force_login(ModeratorFactory(is_superuser=True))
    address = reverse("wagtailadmin_pages:set_privacy", args=[course.pk])
    client.post(address, {"restriction_type": "login", "password": "", "groups": []})
    assert listed() == set()
    client.post(address, {"restriction_type": "none", "password": "", "groups": []})
    assert listed() == {course.pk}


# --- What visitors see ---------------------------------------------------------------------------------
@pytest.fixture
def places(client, indexes):
    """Everything that lists courses, as text, asked for by a visitor: by the name of the place."""
    category = CategoryFactory(name="Crafts", slug="crafts")
    hidden = make_course(title="Quincepudding", category=category, lesson_fields={"is_free_preview": True})
    shown = make_course(title="Open course", category=category)
    path = make_path(hidden, shown, title="A path")
    addresses = {
        "home": "/",
        "catalog": "/courses/",
        "category": "/courses/?category=crafts",
        "search": "/courses/?q=quince",
        "related": shown.get_url(),
        "path": path.get_url(),
        "sitemap": "/sitemap.xml",
        "api courses": f"{API}?type=catalog.CoursePage&fields=*",
        "api lessons": f"{API}?type=catalog.LessonPage&fields=*",
        "api search": f"{API}?search=Course",
        "api path": f"{API}{path.pk}/",
    }
    return hidden, lambda: {name: client.get(address).content.decode().lower() for name, address in addresses.items()}


def naming(texts: dict[str, str]) -> set[str]:
    """The places that name the course; the catalog repeats what was searched for, "quince"."""
    return {name for name, text in texts.items() if "quincepudding" in text}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["course", "catalog"])
def test_visitor_finds_a_restricted_course_in_no_list(places, where):
    hidden, ask = places
    before = naming(ask())
    assert before >= {"home", "catalog", "category", "search", "related", "path", "sitemap", "api courses", "api path"}
    restriction = restrict(hidden if where == "course" else hidden.get_parent())
    assert naming(ask()) == set()
    restriction.delete()
    assert naming(ask()) == before


def test_numbers_of_the_site_do_not_count_it(client):
    restrict(make_course(category=CategoryFactory(name="Crafts"), modules=0))
    make_course(modules=0)
    context = client.get("/").context
    assert context["stats"]["courses"] == 1
    assert context["categories"] == []


# --- What its learners see -----------------------------------------------------------------------------
def test_learner_keeps_a_restricted_course_on_the_dashboard_with_a_cover(client):
    course = make_course(title="For the guild", category=CategoryFactory(motif="parang", hue=20))
    learner = enroll(course=course).user
    restrict(course)
    client.force_login(learner)
    card = client.get(reverse("learn")).context["next_card"]
    assert (card.title, card.next_url) == ("For the guild", lessons_of(course)[0].get_url())
    assert card.cover_url.startswith("/covers/parang-20-") or "/parang/" in card.cover_url
    assert not card.is_closed


def test_somebody_who_may_see_it_opens_its_page(client):
    course = make_course(title="For the guild", modules=0)
    restrict(course)
    assert client.get(course.get_url()).status_code == 302
    client.force_login(UserFactory())
    answer = client.get(course.get_url())
    assert answer.status_code == 200
    assert "For the guild" in answer.content.decode()


@pytest.mark.parametrize("above", ["home", "catalog", "course", "module"])
def test_restriction_anywhere_above_a_lesson_closes_it(client, above):
    lesson = lessons_of(make_course(lesson_fields={"is_free_preview": True}))[0]
    assert client.get(lesson.get_url()).status_code == 200
    depth = ["home", "catalog", "course", "module"].index(above) + 2
    restrict(lesson.get_ancestors().get(depth=depth))
    assert client.get(lesson.get_url()).status_code == 302


def test_alias_of_a_course_is_as_closed_as_its_source(client):
    course = make_course(title="For the guild", modules=0)
    alias = course.create_alias(update_slug="again")
    assert client.get(alias.get_url()).status_code == 200
    restrict(course)
    assert client.get(alias.get_url()).status_code == 302


def test_course_page_says_what_else_there_is_only_within_its_category(client):
    crafts = CategoryFactory(name="Crafts")
    one, two, other = (
        make_course(category=crafts, modules=0),
        make_course(category=crafts, modules=0),
        make_course(category=None, modules=0),
    )
    assert [card.pk for card in client.get(one.get_url()).context["related"]] == [two.card.pk]
    assert client.get(other.get_url()).context["related"] == []
