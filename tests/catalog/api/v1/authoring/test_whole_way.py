"""An instructor's program writes a course from its first word to the review; a moderator publishes it."""

import pytest
from wagtail.models import PageLogEntry

from catalog.models import CoursePage, LessonPage
from catalog.services.submission_review import approve_submission
from tests.catalog.api.v1.authoring.material import ROOT, data_of, details_of, paragraph
from tests.factories.accounts import InstructorFactory, ModeratorFactory
from tests.factories.api import api_client
from tests.factories.catalog import CategoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return InstructorFactory()


@pytest.fixture
def client(author):
    return api_client(author)


def test_course_is_written_handed_in_and_published(client, author):
    course = data_of(
        client.post(
            f"{ROOT}courses/",
            {"title": "Paper cranes", "category": CategoryFactory().pk, "price_minor": 1900, "currency": "EUR"},
        ),
        201,
    )
    assert (course["state"], course["draft"]["slug"], course["draft"]["price_minor"]) == ("draft", "paper-cranes", 1900)
    course_url = f"{ROOT}courses/{course['id']}/"
    details = details_of(client.post(f"{course_url}submit/", {}), 409, "NOT_READY_FOR_REVIEW")
    assert details["hindrances"]

    for title in ("Paper", "Folding"):
        module = data_of(client.post(f"{course_url}modules/", {"title": title}), 201)
        for lesson in ("One", "Two"):
            sent = {"module": module["id"], "title": f"{title} {lesson}", "body": [paragraph()]}
            data_of(client.post(f"{ROOT}lessons/", sent), 201)
    data_of(client.patch(course_url, {"outcomes": [{"type": "item", "value": "Fold a paper crane"}]}))

    draft = data_of(client.get(f"{course_url}draft/"))
    assert [(m["title"], [lesson["title"] for lesson in m["lessons"]]) for m in draft["modules"]] == [
        ("Paper", ["Paper One", "Paper Two"]),
        ("Folding", ["Folding One", "Folding Two"]),
    ]
    review = data_of(client.post(f"{course_url}submit/", {"message": "All new."}), 201)
    assert (review["state"], review["message"]) == ("open", "All new.")
    assert data_of(client.post(f"{course_url}submit/", {}), 200)["id"] == review["id"]
    draft = data_of(client.get(f"{course_url}draft/"))
    assert (draft["is_in_review"], draft["review"]["id"]) == (True, review["id"])

    approve_submission(submission_id=review["id"], moderator=ModeratorFactory())

    page = CoursePage.objects.get(pk=course["id"])
    assert (page.live, page.owner, page.price_minor, page.currency) == (True, author, 1900, "EUR")
    assert LessonPage.objects.descendant_of(page).live().count() == 4
    draft = data_of(client.get(f"{course_url}draft/"))
    assert (draft["state"], draft["is_in_review"]) == ("live", False)
    assert {lesson["state"] for module in draft["modules"] for lesson in module["lessons"]} == {"live"}


def test_change_of_a_live_course_is_a_draft_until_it_is_reviewed(client, author):
    from tests.factories.catalog import make_course

    course = make_course(author=author, title="Paper cranes")
    draft = data_of(client.patch(f"{ROOT}courses/{course.pk}/", {"subtitle": "In an hour", "slug": "cranes"}))
    assert (draft["state"], draft["is_live"], draft["draft"]["subtitle"]) == ("changed", True, "In an hour")
    page = CoursePage.objects.get(pk=course.pk)
    assert (page.subtitle, page.slug, page.has_unpublished_changes) == ("", "paper-cranes", True)


def test_history_in_the_cms_knows_who_saved_what(client, author):
    course = data_of(client.post(f"{ROOT}courses/", {"title": "Paper cranes"}), 201)
    page = CoursePage.objects.get(pk=course["id"])
    before = page.revisions.count()
    data_of(client.patch(f"{ROOT}courses/{page.pk}/", {"summary": "Fold, fold, fold."}))
    page = CoursePage.objects.get(pk=page.pk)
    assert page.revisions.count() == before + 1
    assert page.get_latest_revision().user == author
    entry = PageLogEntry.objects.filter(page=page.pk).latest("timestamp", "pk")
    assert (entry.action, entry.user, entry.revision) == ("wagtail.edit", author, page.get_latest_revision())
