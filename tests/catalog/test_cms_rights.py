"""Instructors stay in their own courses: every door of the CMS that leads to another's is tried."""

from copy import deepcopy

import pytest
from wagtail.models import Page, Revision

from catalog.models import CourseDocument, CourseImage, CourseMedia, LessonPage
from tests.catalog.cms_material import HIDDEN, editor_form, make_territory, new_page
from tests.factories.accounts import ModeratorFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]
SECRET = HIDDEN.encode()
PAGE_DOORS = [
    *("", "results/", "edit/", "copy/", "move/", "delete/", "unpublish/", "history/", "history/results/", "usage/"),
    *("view_draft/", "view_draft/?mode=learner", "view_draft/?mode=visitor", "add_subpage/", "privacy/", "revisions/"),
    *("revisions/{revision}/view/", "revisions/{revision}/revert/", "revisions/compare/earliest...latest/"),
    *("workflow_history/", "edit/preview/?mode=learner", "edit/preview/", "convert_alias/"),
]
OTHER_PAGE_DOORS = [
    "choose-page/{page}/",
    "choose-page/chosen-multiple/?id={page}",
    "choose-page/{page}/?page_type=catalog.LessonPage",
    "api/main/pages/{page}/",
    "api/main/pages/{page}/?fields=*",
    "api/main/pages/?child_of={page}",
    "pages/workflow/confirm_cancellation/{page}/",
    "bulk/wagtailcore/page/delete/?id={page}",
    "bulk/wagtailcore/page/move/?id={page}",
    "bulk/wagtailcore/page/publish/?id={page}",
    "bulk/wagtailcore/page/unpublish/?id={page}",
    "bulk/wagtailcore/page/delete/?id=all&childOf={page}",
]
LISTS = [
    *("", "pages/", "pages/{index}/", "pages/{index}/results/", "pages/{index}/usage/", "pages/{index}/history/"),
    *("choose-page/", "choose-page/{index}/", "choose-page/?page_type=catalog.CoursePage"),
    *(f"choose-page/search/?q={HIDDEN[:-1]}", "choose-page/search/?q=Course&page_type=catalog.CoursePage"),
    *(
        "pages/search/?q=Course",
        f"pages/search/results/?q={HIDDEN[:-1]}",
        "api/main/pages/",
        "api/main/pages/?limit=100",
    ),
    *(f"api/main/pages/?search={HIDDEN[:-1]}", "api/main/images/", "api/main/documents/"),
    *("reports/locked/", "reports/workflow/", "reports/workflow_tasks/", "reports/site-history/"),
    *("reports/aging-pages/", "reports/page-types-usage/", "reports/page-types-usage/results/"),
    *(
        "workflows/list/",
        "workflows/tasks/index/",
        "pages/usage/catalog/coursepage/",
        "pages/usage/catalog/lessonpage/",
    ),
    *("pages/create/catalog/modulepage", "pages/create/catalog/lessonpage", "collections/"),
    *("images/", "images/chooser/", "images/chooser/results/", "documents/", "documents/chooser/"),
    *("documents/chooser/results/", "media/", "media/chooser/", "media/chooser/?p=1", "media/video/add/"),
    *("bulk/wagtailcore/page/delete/?id=all", "bulk/catalog/coursedocument/delete/?id=all", "users/", "groups/"),
]
FILE_DOORS = [
    *("images/{image}/", "images/{image}/delete/", "images/usage/{image}/", "images/chooser/{image}/"),
    *("images/chooser/chosen-multiple/?id={image}", "images/chooser/{image}/select_format/"),
    *("api/main/images/{image}/", "bulk/catalog/courseimage/delete/?id={image}"),
    *("documents/edit/{document}/", "documents/delete/{document}/", "documents/usage/{document}/"),
    *("documents/chooser/{document}/", "documents/chooser/chosen-multiple/?id={document}"),
    *("api/main/documents/{document}/", "bulk/catalog/coursedocument/delete/?id={document}"),
    *("media/edit/{film}/", "media/delete/{film}/", "media/usage/{film}/", "media/chooser/{film}/"),
    *("images/?collection_id={folder}", "documents/?collection_id={folder}", "media/?collection_id={folder}"),
    *("images/chooser/results/?collection_id={folder}", "documents/chooser/results/?collection_id={folder}"),
    *("media/chooser/?collection_id={folder}", "collections/{folder}/", "collections/{folder}/delete/"),
]


@pytest.fixture(scope="module")
def foreign_once(made_once_with_indexes):
    return make_territory(in_review=True)


@pytest.fixture(scope="module")
def own_once(made_once_with_indexes):
    return make_territory("ownword")


@pytest.fixture
def foreign(foreign_once):
    """A draft course of somebody else, a lesson of it in review."""
    return deepcopy(foreign_once)


@pytest.fixture
def author(client, own_once):
    """An instructor with a course of their own, signed in."""
    own = deepcopy(own_once)
    client.force_login(own.author)
    return own


def leaking(client, paths):
    """Those of `paths` below /cms/ that answer with the hidden word or with an error."""
    found = []
    for path in paths:
        answer = client.get(f"/cms/{path}")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if SECRET in content or answer.status_code >= 500:
            found.append((path, answer.status_code))
    return found


def test_page_of_another_course_is_reached_by_no_view(client, author, foreign):
    doors = [f"pages/{{page}}/{door}" for door in PAGE_DOORS] + OTHER_PAGE_DOORS
    paths = [door.format(page=page.pk, revision=page.latest_revision_id) for page in foreign.pages for door in doors]
    assert leaking(client, paths) == []


def test_no_list_names_a_draft_of_another_course(client, author, foreign):
    paths = [path.format(index=foreign.course.get_parent().pk) for path in LISTS]
    assert leaking(client, paths) == []


def test_files_and_folder_of_another_course_are_reached_by_no_view(client, author, foreign):
    keys = {
        "image": foreign.image.pk,
        "document": foreign.document.pk,
        "film": foreign.film.pk,
        "folder": foreign.course.team.collection_id,
    }
    assert leaking(client, [door.format(**keys) for door in FILE_DOORS]) == []


def test_the_same_doors_are_open_to_whoever_may_pass(client, foreign):
    lesson, module = foreign.lesson, foreign.module
    for person in (foreign.author, ModeratorFactory()):
        client.force_login(person)
        paths = [f"pages/{module.pk}/", f"pages/{lesson.pk}/edit/", f"pages/{lesson.pk}/history/"]
        paths += [f"choose-page/{module.pk}/", f"choose-page/chosen-multiple/?id={lesson.pk}"]
        paths += [f"choose-page/search/?q={HIDDEN}", f"media/usage/{foreign.film.pk}/", "media/chooser/"]
        paths += [f"documents/edit/{foreign.document.pk}/", f"images/{foreign.image.pk}/"]
        paths += [f"bulk/wagtailcore/page/delete/?id={lesson.pk}&next=/cms/"]
        assert [path for path, _status in leaking(client, paths)] == paths


def everything():
    """All that the attempts below could change."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "path", "title", "slug", "live", "latest_revision_id")),
        Revision.objects.count(),
        [list(model.objects.order_by("pk").values_list("pk", "title", "collection_id")) for model in FILES],
    )


FILES = (CourseImage, CourseDocument, CourseMedia)


def attempts(own, foreign):
    """POSTs of one author at the pages and files of another: (path, form)."""
    lesson, module, course = foreign.lesson, foreign.module, foreign.course
    copied = {"new_title": "Taken", "new_slug": "taken", "new_parent_page": str(own.module.pk)}
    given = {"new_title": "Given", "new_slug": "given", "new_parent_page": str(module.pk)}
    state = lesson.current_workflow_task_state
    add_lesson, add_module = "pages/add/catalog/lessonpage", "pages/add/catalog/modulepage"
    return [
        (f"pages/{lesson.pk}/edit/", editor_form(lesson, title="Taken")),
        (f"pages/{course.pk}/edit/", editor_form(course, title="Taken")),
        (f"pages/{lesson.pk}/copy/", copied),
        (f"pages/{lesson.pk}/copy/", {**copied, "alias": "on"}),
        (f"pages/{own.lesson.pk}/copy/", given),
        (f"pages/{lesson.pk}/move/{own.module.pk}/confirm/", {}),
        (f"pages/{own.lesson.pk}/move/{module.pk}/confirm/", {}),
        (f"pages/{lesson.pk}/delete/", {}),
        (f"pages/{course.pk}/delete/", {}),
        (f"pages/{lesson.pk}/unpublish/", {}),
        (f"pages/{lesson.pk}/lock/", {}),
        (f"pages/{lesson.pk}/privacy/", {"restriction_type": "login"}),
        (f"pages/{lesson.pk}/set_position/?position=0", {}),
        (f"pages/{lesson.pk}/revisions/{lesson.latest_revision_id}/revert/", {}),
        (f"pages/workflow/action/{lesson.pk}/approve/{state.pk}/", {}),
        (f"pages/workflow/action/{lesson.pk}/reject/{state.pk}/", {}),
        (f"pages/workflow/confirm_cancellation/{lesson.pk}/", {}),
        (f"{add_lesson}/{module.pk}/", new_page(LessonPage, "Foisted", "foisted")),
        (f"{add_module}/{course.pk}/", new_page(type(module), "Foisted", "foisted")),
        (f"bulk/wagtailcore/page/delete/?id={lesson.pk}", {}),
        (f"bulk/wagtailcore/page/publish/?id={lesson.pk}", {}),
        (f"bulk/wagtailcore/page/move/?id={own.lesson.pk}", {"chooser": str(module.pk), "move_applicable": "on"}),
        (f"images/{foreign.image.pk}/", {"title": "Taken"}),
        (f"images/{foreign.image.pk}/delete/", {}),
        (f"documents/edit/{foreign.document.pk}/", {"title": "Taken"}),
        (f"documents/delete/{foreign.document.pk}/", {}),
        (f"media/edit/{foreign.film.pk}/", {"title": "Taken", "duration": "1"}),
        (f"media/delete/{foreign.film.pk}/", {}),
        (f"images/{own.image.pk}/", {"title": own.image.title, "collection": str(course.team.collection_id)}),
    ]


def test_nothing_of_another_course_can_be_changed(client, author, foreign):
    before = everything()
    for path, form in attempts(author, foreign):
        answer = client.post(f"/cms/{path}", form)
        assert answer.status_code < 500, path
        assert everything() == before, path
    foreign.lesson.refresh_from_db()
    assert foreign.lesson.workflow_in_progress
    assert not foreign.lesson.locked


def test_preview_of_another_course_cannot_be_filled_either(client, author, foreign):
    path = f"/cms/pages/{foreign.lesson.pk}/edit/preview/"
    client.post(path, editor_form(foreign.lesson, title="Taken"))
    assert SECRET not in client.get(path, {"mode": "learner"}).content


@pytest.mark.parametrize("field", ["document", "image", "film"])
def test_file_of_another_course_cannot_be_put_into_a_lesson_by_its_number(client, author, foreign, field):
    blocks = {"document": ("file", "document"), "image": ("image", "image"), "film": ("video", "media")}
    kind, name = blocks[field]
    form = editor_form(author.lesson) | {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": kind,
        f"body-0-value-{name}": str(getattr(foreign, field).pk),
        "body-0-value-is_decorative": "on",
    }
    before = author.lesson.revisions.count()
    answer = client.post(f"/cms/pages/{author.lesson.pk}/edit/", form)
    assert answer.status_code == 200
    assert b"another course" in answer.content
    assert author.lesson.revisions.count() == before


def test_film_and_attachment_of_another_course_are_refused_as_well(client, author, foreign):
    attachment = {
        "attachments-TOTAL_FORMS": "1",
        "attachments-0-id": "",
        "attachments-0-document": str(foreign.document.pk),
        "attachments-0-label": "",
        "attachments-0-ORDER": "1",
    }
    for change in ({"video": str(foreign.film.pk)}, attachment):
        answer = client.post(f"/cms/pages/{author.lesson.pk}/edit/", editor_form(author.lesson) | change)
        assert answer.status_code == 200
        assert b"another course" in answer.content


def test_captions_of_another_course_cannot_be_given_to_a_film(client, author, foreign):
    form = {"title": "Film", "duration": "1", "captions": str(foreign.document.pk), "tags": "", "transcript": ""}
    client.post(f"/cms/media/edit/{author.film.pk}/", form)
    author.film.refresh_from_db()
    assert author.film.captions is None


@pytest.mark.parametrize("path", ["", "pages/", "courses/new/", "choose-page/", "api/main/pages/", "media/"])
def test_learner_does_not_enter_the_cms(client, path):
    client.force_login(UserFactory())
    assert client.get(f"/cms/{path}").status_code in (302, 403)


def test_visitor_is_sent_to_sign_in(client, foreign):
    for path in ("", f"choose-page/{foreign.course.pk}/", f"bulk/wagtailcore/page/delete/?id={foreign.lesson.pk}"):
        answer = client.get(f"/cms/{path}")
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]
