"""Adding, renaming, taking offline and deleting from the board: who may, and what stays safe."""

import pytest
from wagtail.models import PageLogEntry

from catalog.blocks import LessonBody
from catalog.errors import ModeratorsOnly, NotYourCourse, PageGone, PageInUse, PageIsLive, PageIsLocked
from catalog.models import LessonPage
from catalog.queries.outline import course_outline
from catalog.services.completion import complete_lesson
from catalog.services.curriculum_edits import begin_lesson, begin_module, delete_draft, rename_page, take_offline
from catalog.services.curriculum_templates import LessonTemplate, starting_fields
from tests.catalog.board_material import order_of
from tests.factories.accounts import InstructorFactory, ModeratorFactory
from tests.factories.catalog import enroll, lessons_of, make_course, make_lesson, modules_of, reload

pytestmark = pytest.mark.django_db


def test_new_pages_are_drafts_at_the_end_and_logged():
    course = make_course(modules=1, lessons=1)
    module = begin_module(user=course.owner, course_id=course.pk, title="Next")
    lesson = begin_lesson(
        user=course.owner, course_id=course.pk, module_id=module.pk, title="First", template=LessonTemplate.EXERCISE
    )
    assert order_of(course)["Next"] == ["First"]
    assert [module.live, lesson.live] == [False, False]
    assert lesson.owner == course.owner
    kinds = [block.block_type for block in reload(lesson).body]
    assert kinds == ["heading", "paragraph", "heading", "paragraph", "heading", "question"]
    for page in (module, lesson):
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.create", user=course.owner).count() == 1


@pytest.mark.parametrize("template", LessonTemplate.values)
def test_templates_speak_the_language_of_the_course_and_open_in_the_editor(client, template):
    course = make_course(modules=1, lessons=0, live=False, language="id")
    client.force_login(course.owner)
    module = modules_of(course)[0]
    lesson = begin_lesson(
        user=course.owner, course_id=course.pk, module_id=module.pk, title="Pelajaran", template=template
    )
    assert client.get(f"/cms/pages/{lesson.pk}/edit/").status_code == 200
    assert set(dict(starting_fields(template, language="en")["body"])) <= set(LessonBody().child_blocks)


def test_new_name_of_a_live_page_waits_for_publishing():
    course = make_course(modules=1, lessons=1)
    lesson = lessons_of(course)[0]
    renamed = rename_page(user=course.owner, course_id=course.pk, page_id=lesson.pk, title="Better")
    assert (renamed.title, renamed.draft_title, renamed.slug) == ("Lesson 1.1", "Better", "lesson-11")
    assert renamed.has_unpublished_changes
    revisions = lesson.revisions.count()
    rename_page(user=course.owner, course_id=course.pk, page_id=lesson.pk, title=" Better ")
    assert lesson.revisions.count() == revisions
    renamed.get_latest_revision().publish()
    assert course_outline(reload(course)).lessons[0].title == "Better"


def test_address_of_a_draft_follows_its_name_with_all_below():
    course = make_course(modules=1, lessons=1, live=False)
    rename_page(user=course.owner, course_id=course.pk, page_id=modules_of(course)[0].pk, title="Dough")
    assert lessons_of(course)[0].url_path.endswith("/dough/lesson-11/")
    rename_page(user=course.owner, course_id=course.pk, page_id=modules_of(course)[0].pk, title="Dough!")
    assert modules_of(course)[0].slug == "dough"


def test_locked_page_is_neither_renamed_nor_deleted():
    course = make_course(modules=1, lessons=1, live=False)
    lesson = lessons_of(course)[0]
    LessonPage.objects.filter(pk=lesson.pk).update(locked=True, locked_by=ModeratorFactory())
    with pytest.raises(PageIsLocked):
        rename_page(user=course.owner, course_id=course.pk, page_id=lesson.pk, title="Mine")
    for page in (lesson, modules_of(course)[0]):
        with pytest.raises(PageIsLocked):
            delete_draft(user=course.owner, course_id=course.pk, page_id=page.pk)


def test_live_page_is_taken_offline_by_moderators_alone():
    course = make_course(modules=1, lessons=2)
    lesson = lessons_of(course)[0]
    with pytest.raises(ModeratorsOnly):
        take_offline(user=course.owner, course_id=course.pk, page_id=lesson.pk)
    with pytest.raises(NotYourCourse):
        take_offline(user=InstructorFactory(), course_id=course.pk, page_id=lesson.pk)
    moderator = ModeratorFactory()
    for _number in range(2):
        assert not take_offline(user=moderator, course_id=course.pk, page_id=lesson.pk).live
    assert [row.title for row in course_outline(course).lessons] == ["Lesson 1.2"]
    assert PageLogEntry.objects.filter(page=lesson.pk, action="wagtail.unpublish", user=moderator).count() == 1


def test_module_goes_offline_with_its_lessons_and_they_keep_their_state():
    course = make_course(modules=2, lessons=1)
    take_offline(user=ModeratorFactory(), course_id=course.pk, page_id=modules_of(course)[0].pk)
    assert [row.title for row in course_outline(course).lessons] == ["Lesson 2.1"]
    assert all(lesson.live for lesson in lessons_of(course))


def test_drafts_are_deleted_and_what_is_live_or_learned_is_not():
    course = make_course(modules=1, lessons=2)
    module, lesson = modules_of(course)[0], lessons_of(course)[0]
    draft = make_lesson(module, title="Not needed", live=False)
    delete_draft(user=course.owner, course_id=course.pk, page_id=draft.pk)
    assert PageLogEntry.objects.filter(page=draft.pk, action="wagtail.delete", user=course.owner).exists()
    with pytest.raises(PageGone):
        delete_draft(user=course.owner, course_id=course.pk, page_id=draft.pk)
    for page in (module, lesson):
        with pytest.raises(PageIsLive):
            delete_draft(user=course.owner, course_id=course.pk, page_id=page.pk)
    complete_lesson(user=enroll(course=course).user, lesson=lesson)
    reload(lesson).unpublish()
    with pytest.raises(PageInUse):
        delete_draft(user=ModeratorFactory(), course_id=course.pk, page_id=lesson.pk)
    assert order_of(course) == {"Module 1": ["Lesson 1.1", "Lesson 1.2"]}
