"""A lesson takes only files that its author may use."""

import pytest

from catalog.models import LessonPage
from catalog.page_forms import OwnFilesForm
from tests.factories.accounts import InstructorFactory
from tests.factories.catalog import DocumentFactory, MediaFactory, lessons_of, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return lessons_of(make_course(author=InstructorFactory(), lessons=1))[0]


def form_for(lesson, **changes):
    """The editor's form with one file block, as a request would fill it."""
    form_class = LessonPage.get_edit_handler().get_form_class()
    assert issubclass(form_class, OwnFilesForm)
    document = changes.get("document")
    data = {
        "title": lesson.title,
        "slug": lesson.slug,
        "expected_minutes": 5,
        "completes_by": "button",
        "video": changes["video"].pk if "video" in changes else "",
        "body-count": "1" if document else "0",
        "attachments-TOTAL_FORMS": "0",
        "attachments-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    if document:
        data |= {
            "body-0-type": "file",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-id": "",
            "body-0-value-document": document.pk,
            "body-0-value-label": "",
        }
    return form_class(data, instance=lesson, for_user=changes.get("user", lesson.owner))


def own_folder(lesson):
    return lesson.get_course().team.collection


def test_own_file_is_taken(lesson):
    form = form_for(lesson, document=DocumentFactory(collection=own_folder(lesson)))
    assert form.is_valid(), form.errors


def test_foreign_file_is_refused(lesson):
    foreign = DocumentFactory(collection=make_course().team.collection)
    form = form_for(lesson, document=foreign)
    assert not form.is_valid()
    assert "another course" in str(form.errors)


def test_foreign_video_is_refused(lesson):
    form = form_for(lesson, video=MediaFactory(collection=make_course().team.collection))
    assert not form.is_valid()


def test_own_video_is_taken(lesson):
    form = form_for(lesson, video=MediaFactory(collection=own_folder(lesson)))
    assert form.is_valid(), form.errors


def test_file_that_the_lesson_has_already_stays(lesson):
    document = DocumentFactory(collection=make_course().team.collection)
    lesson.body = [("file", {"document": document, "label": ""})]
    lesson.save()
    assert form_for(lesson, document=document).is_valid()
