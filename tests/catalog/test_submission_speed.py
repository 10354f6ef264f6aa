"""A review of forty pages costs the queries of a review of one; lists cost the same with one row and with twenty."""

import pytest
from django.urls import reverse

from catalog.models import CourseSubmission, LessonAttachment
from tests.factories.accounts import ModeratorFactory
from tests.factories.catalog import DocumentFactory, ImageFactory, MediaFactory, lessons_of
from tests.factories.submissions import finished_course, make_submission, write_draft

pytestmark = pytest.mark.django_db
REVIEW_QUERIES = 20
LIST_QUERIES = 11


@pytest.fixture
def moderator(client):
    person = ModeratorFactory()
    client.force_login(person)
    client.get("/cms/")
    return person


def change_everything(course) -> None:
    """Another text, picture, film and attachment in every lesson."""
    image, film, document = ImageFactory(), MediaFactory(transcript="Fold it."), DocumentFactory()
    for lesson in lessons_of(course):
        blocks = lesson.body.get_prep_value()
        blocks[0]["value"] = "<p>Written anew, and longer than before.</p>"
        blocks[1]["value"]["image"] = image.pk
        body = lesson._meta.get_field("body").to_python(blocks)
        write_draft(lesson, body=body, video=film, attachments=[LessonAttachment(document=document)])


def changed_course(lessons: int):
    body = [("paragraph", "<p>Short.</p>"), ("image", {"image": ImageFactory(), "alt": "A crane"})]
    body += [("heading", {"text": "Folds", "level": "h2"}), ("paragraph", "<p>The same in both.</p>")] * 5
    course = finished_course(lessons=lessons, lesson_fields={"body": body})
    change_everything(course)
    return course


@pytest.mark.parametrize("lessons", [1, 40])
def test_review_costs_the_same_queries_with_one_page_and_with_forty(
    client, moderator, lessons, django_assert_num_queries
):
    submission = make_submission(changed_course(lessons))
    assert submission.items.count() == lessons
    address = reverse("course_review", args=[submission.pk])
    assert client.get(address).content.count(b"preview-image addition") == lessons
    with django_assert_num_queries(REVIEW_QUERIES):
        client.get(address)


@pytest.mark.parametrize("count", [1, 20])
def test_list_of_reviews_costs_the_same_queries(client, moderator, count, django_assert_num_queries):
    course = finished_course(lessons=1)
    for number in range(count):
        CourseSubmission.objects.create(
            course=course, author=course.owner, state="withdrawn", decided_at=course.first_published_at,
            decided_by=course.owner, message=str(number),
        )  # fmt: skip
    address = reverse("course_reviews")
    client.get(address)
    with django_assert_num_queries(LIST_QUERIES):
        assert client.get(address).content.count(b"Withdrawn</span>") == count
