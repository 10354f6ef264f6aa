"""axe finds nothing on the pages of visitors and learners, on three widths, in light and in dark."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from catalog.models import Certificate
from catalog.services.announcements import announce
from catalog.services.completion import complete_lesson
from catalog.services.messages import write_to_learner, write_to_team
from catalog.services.paths import enroll_in_path
from catalog.services.wishes import add_wish
from home.services.demo_people import load_legal_documents
from tests.browser.looking import faults
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import CategoryFactory, enroll, lessons_of, make_course, make_path
from tests.factories.notes import make_notes
from tests.factories.reviews import make_review

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def course():
    """Half way through by one learner, with a review, an announcement and a conversation."""
    author = InstructorFactory(display_name="Rahma", profile__is_public=True)
    category = CategoryFactory(name="Crafts")
    made = make_course(
        title="Batik by Numbers", modules=2, category=category, subtitle="Draw it yourself", author=author
    )
    make_review(made, text="Clear, and kind to beginners.")
    announce(user=author, course=made, title="A new lesson", text="Look at the second module.")
    return made


@pytest.fixture
def path(course):
    return make_path(course, make_course(title="Another course with a long name", lessons=1), is_fixed_order=True)


@pytest.fixture
def learner(course, path):
    """Has something of everything that learners can have."""
    user = UserFactory(display_name="Dewi")
    finished = make_course(title="Short", lessons=1)
    enroll(user=user, course=course)
    enroll(user=user, course=finished)
    complete_lesson(user=user, lesson=lessons_of(course)[0])
    complete_lesson(user=user, lesson=lessons_of(finished)[0])
    enroll_in_path(user=user, path=path)
    add_wish(user=user, course=make_course(title="Later", lessons=1))
    make_notes(user, lessons_of(course)[1], 2, quote="Hot wax", block_id="s-1")
    write_to_team(user=user, course_key=course.translation_key, text="Which wax is it?")
    write_to_learner(
        user=course.owner, course_key=course.translation_key, learner_id=user.pk, text="Beeswax and resin."
    )
    return user


@pytest.fixture
def learner_page(page, learner, client, live_server) -> Page:
    client.force_login(learner)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def test_pages_of_visitors_have_no_faults(course, path, learner, page):
    certificate = reverse("catalog:certificate", args=[Certificate.objects.get(enrollment__user=learner).uuid])
    addresses = ["/", "/courses/", "/courses/?q=batik&level=beginner", course.get_url(), path.get_url(), certificate]
    addresses += [reverse("catalog:reviews", args=[course.translation_key]), f"/people/rahma-{course.owner.pk}/"]
    addresses += ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/nothing/"]
    assert faults(page, addresses) == []


def test_pages_of_learners_have_no_faults(course, path, learner_page):
    key, lesson = course.translation_key, lessons_of(course)[1]
    addresses = ["/learn/", "/learn/notes/", "/learn/wishlist/", f"/learn/lessons/{lesson.pk}/notes/"]
    addresses += [
        "/learn/announcements/",
        f"/learn/announcements/{key}/",
        "/learn/messages/",
        f"/learn/messages/{key}/",
    ]
    addresses += [f"/reviews/{key}/mine/", course.get_url(), path.get_url(), lesson.get_url(), "/"]
    addresses += ["/accounts/", "/accounts/profile/", "/accounts/activity/"]
    assert faults(learner_page, addresses) == []


def test_panel_of_notes_has_no_faults(course, learner_page):
    def open_notes(page: Page) -> None:
        page.get_by_role("button", name="Notes").click()
        expect(page.get_by_role("complementary", name="Notes").locator(".note-row")).to_have_count(2)

    assert faults(learner_page, [lessons_of(course)[1].get_url()], prepare=open_notes) == []


def test_legal_texts_and_the_question_for_them_have_no_faults(learner_page):
    load_legal_documents(now=timezone.now())
    addresses = ["/legal/terms/", "/legal/privacy/", "/accounts/consent/"]
    assert faults(learner_page, addresses, prepare=open_all) == []
    learner_page.goto("/learn/")
    expect(learner_page.get_by_role("button", name="I have read and accept them")).to_be_visible()


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details.reveal').forEach(part => { part.open = true })")
