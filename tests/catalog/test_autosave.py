"""What was saved stays, also when a saving of the editor's own began before it and ends after it."""

from types import SimpleNamespace

import pytest
from wagtail import hooks

from tests.catalog.cms_material import editor_form
from tests.factories.catalog import lessons_of, make_course, reload
from tests.sharing import own

pytestmark = pytest.mark.django_db
AUTOSAVE = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def made(made_once):
    course = make_course(lessons=1, live=False)
    return SimpleNamespace(course=course, lesson=lessons_of(course)[0])


course, lesson = own("course"), own("lesson")


@pytest.fixture
def editor(client, course):
    client.force_login(course.owner)
    return client


def address(page) -> str:
    return f"/cms/pages/{page.pk}/edit/"


def draft_title(page) -> str:
    return reload(page).get_latest_revision_as_object().title


def last_revision(page) -> str:
    return str(reload(page).latest_revision_id)


def test_autosave_saves(editor, lesson):
    answer = editor.post(address(lesson), editor_form(lesson, title="Wax"), headers=AUTOSAVE)
    assert answer.json()["success"]
    assert draft_title(lesson) == "Wax"


@pytest.mark.parametrize("order", [-1, 1], ids=["early", "late"])
@pytest.mark.parametrize("is_over", [True, False], ids=["written over", "new revision"])
def test_autosave_that_ends_after_a_saving_is_refused(editor, course, lesson, is_over, order):
    editor.post(address(lesson), editor_form(lesson, title="Wa"), headers=AUTOSAVE)
    over = {"overwrite_revision_id": last_revision(lesson)} if is_over else {}

    def save_meanwhile(request, page):
        """The person's own saving, whole, while the autosave is on its way."""
        draft = reload(lesson).get_latest_revision_as_object()
        draft.title = "Wax and water"
        draft.save_revision(user=course.owner)

    with hooks.register_temporarily("before_edit_page", save_meanwhile, order=order):
        answer = editor.post(address(lesson), editor_form(lesson, title="Wax") | over, headers=AUTOSAVE)

    assert answer.json()["error_code"] == "invalid_revision"
    assert draft_title(lesson) == "Wax and water"


def test_autosave_whose_page_was_read_half_before_and_half_after_a_saving_is_refused(editor, course, lesson):
    def save_between(request, page):
        draft = reload(lesson).get_latest_revision_as_object()
        draft.title = "Wax and water"
        page.latest_revision = draft.save_revision(user=course.owner)

    editor.post(address(lesson), editor_form(lesson, title="Wa"), headers=AUTOSAVE)
    loaded = reload(lesson).latest_revision
    form = editor_form(lesson, title="Wax") | {
        "loaded_revision_id": str(loaded.pk),
        "loaded_revision_created_at": loaded.created_at.isoformat(),
    }
    with hooks.register_temporarily("before_edit_page", save_between, order=-1):
        answer = editor.post(address(lesson), form, headers=AUTOSAVE)

    assert answer.json()["error_code"] == "invalid_revision"
    assert draft_title(lesson) == "Wax and water"


def test_saving_by_hand_is_never_refused_for_an_autosave_before_it(editor, course, lesson):
    def autosave_meanwhile(request, page):
        draft = reload(lesson).get_latest_revision_as_object()
        draft.title = "Wa"
        draft.save_revision(user=course.owner)

    with hooks.register_temporarily("before_edit_page", autosave_meanwhile, order=1):
        editor.post(address(lesson), editor_form(lesson, title="Wax and water"))

    assert draft_title(lesson) == "Wax and water"


def test_autosave_that_comes_in_after_a_saving_by_hand_is_refused(editor, lesson):
    editor.post(address(lesson), editor_form(lesson, title="Wa"), headers=AUTOSAVE)
    over = {"overwrite_revision_id": last_revision(lesson)}
    editor.post(address(lesson), editor_form(lesson, title="Wax and water") | over)

    late = editor.post(address(lesson), editor_form(lesson, title="Wax") | over, headers=AUTOSAVE)

    assert late.json()["error_code"] == "invalid_revision"
    assert draft_title(lesson) == "Wax and water"


def test_autosaves_write_over_one_revision(editor, lesson):
    editor.post(address(lesson), editor_form(lesson, title="Wa"), headers=AUTOSAVE)
    first = last_revision(lesson)
    editor.post(address(lesson), editor_form(lesson, title="Wax") | {"overwrite_revision_id": first}, headers=AUTOSAVE)
    assert (last_revision(lesson), draft_title(lesson)) == (first, "Wax")
