"""What instructors and moderators do in the CMS, by the requests that the editor sends."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import WorkflowState

from catalog.models import CourseDocument, CoursePage, CourseSummary, LessonPage, ModulePage
from catalog.services.teams import sync_team
from tests import sharing
from tests.catalog.cms_material import editor_form, make_territory, name_instructor, new_page
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import make_course, publish_page, reload

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(draft=make_territory("ownword"), live=make_territory("liveword", live=True))


live = sharing.own("live")


@pytest.fixture
def own(client, own_copies):
    """The draft course of the instructor who is signed in."""
    client.force_login(own_copies.draft.author)
    return own_copies.draft


def edit(client, page, **fields):
    answer = client.post(f"/cms/pages/{page.pk}/edit/", editor_form(page, **fields))
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    return reload(page)


def draft(page):
    return reload(page).get_latest_revision_as_object()


# --- "New course" -----------------------------------------------------------------------------
def test_new_course_is_a_draft_with_a_team_of_one(client):
    author = InstructorFactory()
    client.force_login(author)
    assert b'name="title"' in client.get("/cms/courses/new/").content
    answer = client.post("/cms/courses/new/", {"title": "Paper cranes", "language": "en"})
    course = CoursePage.objects.get(title="Paper cranes")
    assert answer["Location"] == f"/cms/pages/{course.pk}/edit/"
    assert (course.live, course.owner, list(course.team.group.user_set.all())) == (False, author, [author])
    editor = client.get(answer["Location"])
    assert editor.status_code == 200
    assert b"Paper cranes" in editor.content


def test_new_course_without_a_title_is_asked_again(client):
    client.force_login(InstructorFactory())
    before = CoursePage.objects.count()
    answer = client.post("/cms/courses/new/", {"title": " ", "language": "en"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["title"]
    assert CoursePage.objects.count() == before


@pytest.mark.parametrize("factory", [InstructorFactory, ModeratorFactory, AdminFactory])
def test_new_course_is_on_the_menu_of_whoever_may_write_one(client, factory):
    client.force_login(factory())
    assert reverse("new_course").encode() in client.get("/cms/").content


def test_new_course_is_refused_to_learners(client):
    client.force_login(UserFactory())
    before = CoursePage.objects.count()
    assert client.post("/cms/courses/new/", {"title": "No", "language": "en"}).status_code in (302, 403)
    assert CoursePage.objects.count() == before


def test_adding_a_course_in_the_explorer_leads_to_new_course(client):
    parent = make_course(modules=0).get_parent()
    client.force_login(AdminFactory())
    answer = client.get(f"/cms/pages/add/catalog/coursepage/{parent.pk}/")
    assert answer["Location"] == reverse("new_course")


# --- Writing ----------------------------------------------------------------------------------
def test_author_edits_course_module_and_lesson(client, own):
    for page in own.pages:
        assert client.get(f"/cms/pages/{page.pk}/edit/").status_code == 200
        edit(client, page, title="Rewritten")
        assert draft(page).title == "Rewritten"


def test_author_adds_a_module_and_a_lesson(client, own):
    answer = client.post(
        f"/cms/pages/add/catalog/modulepage/{own.course.pk}/", new_page(ModulePage, "Dyeing", "dyeing")
    )
    module = ModulePage.objects.get(title="Dyeing")
    assert answer["Location"] == f"/cms/pages/{module.pk}/edit/"
    client.post(f"/cms/pages/add/catalog/lessonpage/{module.pk}/", new_page(LessonPage, "Indigo", "indigo"))
    lesson = LessonPage.objects.get(title="Indigo")
    assert (lesson.live, lesson.owner) == (False, own.author)
    assert lesson.get_course() == own.course


def test_author_adds_to_a_live_course_without_changing_it(client, live):
    territory = live
    client.force_login(territory.author)
    before = CourseSummary.objects.get(course=territory.course).lesson_count
    form = new_page(LessonPage, "Later", "later")
    client.post(f"/cms/pages/add/catalog/lessonpage/{territory.module.pk}/", form)
    assert not LessonPage.objects.get(title="Later").live
    assert CourseSummary.objects.get(course=territory.course).lesson_count == before


@pytest.mark.parametrize("kind", ["course", "module", "lesson"])
def test_only_what_belongs_there_can_be_added(client, own, kind):
    page = getattr(own, kind)
    for model in (CoursePage, ModulePage, LessonPage):
        answer = client.get(f"/cms/pages/add/catalog/{model._meta.model_name}/{page.pk}/")
        fits = (kind, model) in (("course", ModulePage), ("module", LessonPage))
        assert (answer.status_code == 200) is fits


def test_author_copies_and_deletes_within_the_own_course(client, own):
    form = {"new_title": "Twice", "new_slug": "twice", "new_parent_page": str(own.module.pk)}
    assert client.post(f"/cms/pages/{own.lesson.pk}/copy/", form).status_code == 302
    copy = LessonPage.objects.get(title="Twice")
    assert (copy.live, copy.get_course()) == (False, own.course)
    assert copy.translation_key != own.lesson.translation_key
    assert client.post(f"/cms/pages/{copy.pk}/delete/").status_code == 302
    assert not LessonPage.objects.filter(pk=copy.pk).exists()


def test_author_moves_a_draft_lesson_to_another_own_module(client, own):
    client.post(f"/cms/pages/add/catalog/modulepage/{own.course.pk}/", new_page(ModulePage, "Second", "second"))
    target = ModulePage.objects.get(title="Second")
    client.post(f"/cms/pages/{own.lesson.pk}/move/{target.pk}/confirm/")
    assert reload(own.lesson).get_parent().pk == target.pk


def test_author_puts_files_into_the_own_folder_and_uses_them(client, own):
    folder = own.course.team.collection_id
    upload = SimpleUploadedFile("sheet.pdf", b"%PDF-1.4 sheet", content_type="application/pdf")
    answer = client.post("/cms/documents/add/", {"title": "Sheet", "file": upload, "tags": ""})
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    document = CourseDocument.objects.get(title="Sheet")
    assert (document.collection_id, document.is_public) == (folder, False)
    for path, title in (
        ("documents/chooser/", "Sheet"),
        ("images/chooser/", "Image ownword"),
        ("media/", "Film ownword"),
    ):
        assert title.encode() in client.get(f"/cms/{path}").content
    edit(
        client,
        own.lesson,
        **{
            "attachments-TOTAL_FORMS": "1",
            "attachments-0-id": "",
            "attachments-0-document": str(document.pk),
            "attachments-0-label": "Sheet",
            "attachments-0-ORDER": "1",
            "video": str(own.film.pk),
        },
    )
    assert draft(own.lesson).attachments.get().document == document
    assert draft(own.lesson).video == own.film


def test_author_sees_own_drafts_in_preview_as_learner_and_as_visitor(client, own):
    assert b"ownword" in client.get(f"/cms/pages/{own.lesson.pk}/view_draft/", {"mode": "learner"}).content
    visitor = client.get(f"/cms/pages/{own.lesson.pk}/view_draft/", {"mode": "visitor"})
    assert b"<p>ownword</p>" not in visitor.content
    assert client.get(f"/cms/pages/{own.course.pk}/view_draft/").status_code == 200


def test_author_does_not_publish(client, own):
    for page in own.pages:
        client.post(f"/cms/pages/{page.pk}/edit/", editor_form(page, **{"action-publish": "1"}))
        assert not reload(page).live
    form = {"next": "/cms/", "include_descendants": "on"}
    client.post(f"/cms/bulk/wagtailcore/page/publish/?id={own.course.pk}&next=/cms/", form)
    assert not reload(own.course).live


def test_author_does_not_unpublish_what_learners_see(client, live):
    territory = live
    client.force_login(territory.author)
    client.post(f"/cms/pages/{territory.lesson.pk}/unpublish/")
    client.post(f"/cms/pages/{territory.lesson.pk}/delete/")
    assert reload(territory.lesson).live


# --- Review -----------------------------------------------------------------------------------
def submit(client, page):
    edit(client, page, **{"action-submit": "1"})
    return WorkflowState.objects.get(object_id=str(page.pk), status="in_progress")


def test_course_goes_through_review_to_the_public(client, own):
    for page in own.pages:
        submit(client, page)
    moderator = ModeratorFactory()
    client.force_login(moderator)
    assert b"ownword" in client.get("/cms/").content
    for page in own.pages:
        task = reload(page).current_workflow_task_state
        editor = client.get(f"/cms/pages/{page.pk}/edit/")
        assert editor.status_code == 200
        answer = client.post(f"/cms/pages/workflow/action/{page.pk}/approve/{task.pk}/", {"comment": "Good."})
        assert answer.status_code in (200, 302)
        assert reload(page).live
    assert client.get(reload(own.course).get_url()).status_code == 200


def test_author_waits_during_review_and_may_take_it_back(client, own):
    submit(client, own.lesson)
    client.post(f"/cms/pages/{own.lesson.pk}/edit/", editor_form(own.lesson, title="Meanwhile"))
    assert draft(own.lesson).title != "Meanwhile"
    client.post(f"/cms/pages/workflow/confirm_cancellation/{own.lesson.pk}/")
    client.post(f"/cms/pages/{own.lesson.pk}/edit/", editor_form(own.lesson, **{"action-cancel-workflow": "1"}))
    if reload(own.lesson).workflow_in_progress:
        reload(own.lesson).current_workflow_state.cancel(user=own.author)
    edit(client, own.lesson, title="Afterwards")
    assert draft(own.lesson).title == "Afterwards"


def test_moderator_returns_a_page_with_a_comment(client, own):
    submit(client, own.lesson)
    client.force_login(ModeratorFactory())
    task = reload(own.lesson).current_workflow_task_state
    path = f"/cms/pages/workflow/action/{own.lesson.pk}/reject/{task.pk}/"
    client.post(path, {"comment": "Say how hot the wax is."})
    task.refresh_from_db()
    assert (task.status, task.comment) == ("rejected", "Say how hot the wax is.")
    client.force_login(own.author)
    edit(client, own.lesson, title="With the temperature")


def test_moderator_publishes_and_unpublishes_directly(client):
    territory = make_territory("anyword")
    client.force_login(ModeratorFactory())
    edit(client, territory.course, **{"action-publish": "1"})
    assert reload(territory.course).live
    client.post(f"/cms/pages/{territory.course.pk}/unpublish/")
    assert not reload(territory.course).live


# --- The team ---------------------------------------------------------------------------------
def test_instructor_named_on_the_course_may_write_it_from_then_on(client, own):
    second = InstructorFactory()
    answer = client.post(f"/cms/pages/{own.course.pk}/edit/", name_instructor(own.course, second))
    assert answer.status_code == 302
    client.force_login(second)
    edit(client, own.lesson, title="By the second")
    assert draft(own.lesson).title == "By the second"
    assert b"Document ownword" in client.get("/cms/documents/").content


def test_instructor_no_longer_named_loses_the_course(client, own):
    second = InstructorFactory()
    client.post(f"/cms/pages/{own.course.pk}/edit/", name_instructor(own.course, second))
    publish_page(own.course)
    assert second in own.course.team.group.user_set.all()
    form = editor_form(reload(own.course)) | {"course_instructors-1-DELETE": "1"}
    assert client.post(f"/cms/pages/{own.course.pk}/edit/", form).status_code == 302
    client.force_login(second)
    assert client.get(f"/cms/pages/{own.lesson.pk}/edit/").status_code == 302
    assert second not in own.course.team.group.user_set.all()


def test_owner_stays_on_the_team_whoever_is_named(own):
    sync_team(course=own.course, user_ids=set())
    assert list(own.course.team.group.user_set.all()) == [own.author]


def test_only_instructors_can_be_named(client, own):
    learner = UserFactory()
    answer = client.post(f"/cms/pages/{own.course.pk}/edit/", name_instructor(own.course, learner))
    assert answer.status_code == 200
    assert learner not in own.course.team.group.user_set.all()


def test_two_courses_show_two_trees_and_nothing_between(client, own):
    second = make_course(title="Second own", author=own.author, modules=0, live=False)
    make_course(title="Somebody else's draft", modules=0, live=False)
    page = client.get(f"/cms/pages/{second.get_parent().pk}/").content
    assert b"Course ownword" in page
    assert b"Second own" in page
    assert b"Somebody else" not in page
