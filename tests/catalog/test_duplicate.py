"""Copies of lessons and courses: drafts with keys, address and team of their own, and files that open."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from catalog.errors import NotYourCourse, PageGone
from catalog.models import CoursePage, CourseSummary, Enrollment, LessonPage
from catalog.queries.files import may_download
from catalog.services.duplicate import duplicate_course, duplicate_lesson, fill_duplicate
from tests.catalog.board_material import act, order_of
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import (
    DocumentFactory,
    enroll,
    lessons_of,
    make_course,
    make_lesson,
    modules_of,
    publish_tree,
    reload,
)

pytestmark = pytest.mark.django_db


def test_copy_of_a_lesson_is_a_draft_of_what_was_last_written():
    course = make_course(modules=2, lessons=1)
    lesson, target = lessons_of(course)[0], modules_of(course)[1]
    LessonPage.objects.filter(pk=lesson.pk).update(locked=True, go_live_at=timezone.now() + timedelta(days=1))
    lesson.refresh_from_db()
    lesson.title, lesson.body = "Written since", [("paragraph", "<p>New words.</p>")]
    lesson.save_revision()
    copy = reload(duplicate_lesson(user=course.owner, lesson=reload(lesson), module=target))
    assert (copy.title, copy.slug) == ("Written since (copy)", "written-since-copy")
    assert str(copy.body[0].value) == "<p>New words.</p>"
    assert not copy.live
    assert not copy.locked
    assert copy.go_live_at is None
    assert copy.translation_key != lesson.translation_key
    assert copy.owner == course.owner
    again = duplicate_lesson(user=course.owner, lesson=reload(lesson), module=target)
    assert again.slug == "written-since-copy-2"
    assert order_of(course)["Module 2"] == ["Lesson 2.1", "Written since (copy)", "Written since (copy)"]
    copy.get_latest_revision().publish()
    assert reload(copy).title == "Written since (copy)"


def test_lesson_is_copied_only_between_courses_that_one_writes():
    mine, foreign = make_course(lessons=1), make_course(lessons=1)
    other = make_course(lessons=1, author=mine.owner)
    copy = duplicate_lesson(user=mine.owner, lesson=lessons_of(mine)[0], module=modules_of(other)[0])
    assert copy.get_course() == other
    for user, source, target in (
        (mine.owner, foreign, mine),
        (mine.owner, mine, foreign),
        (UserFactory(), mine, mine),
        (InstructorFactory(), mine, mine),
    ):
        with pytest.raises(NotYourCourse):
            duplicate_lesson(user=user, lesson=lessons_of(source)[0], module=modules_of(target)[0])
    gone = make_lesson(modules_of(mine)[0], live=False)
    stale = reload(gone)
    gone.delete()
    with pytest.raises(PageGone):
        duplicate_lesson(user=mine.owner, lesson=stale, module=modules_of(mine)[0])


@pytest.fixture
def duplicate(django_capture_on_commit_callbacks):
    """Duplicates a course and lets the task do its part."""

    def done(user, course) -> CoursePage:
        with django_capture_on_commit_callbacks(execute=True):
            copy = duplicate_course(user=user, course_id=course.pk)
        return reload(copy)

    return done


def test_copy_of_a_course_has_everything_but_the_people(duplicate):
    course = make_course(modules=2, lessons=2, title="Bread", outcomes=[("item", "Bake")])
    course.tags.add("flour")
    course.save_revision()
    colleague = InstructorFactory()
    colleague.groups.add(course.team.group)
    enroll(course=course)
    copy = duplicate(colleague, course)
    assert (copy.title, copy.slug, copy.live, copy.owner) == ("Bread (copy)", "bread-copy", False, colleague)
    assert order_of(copy) == order_of(course)
    assert [item.value for item in copy.outcomes] == ["Bake"]
    assert [tag.name for tag in copy.tags.all()] == ["flour"]
    assert not any(page.live for page in (*modules_of(copy), *lessons_of(copy)))
    assert [row.user for row in copy.course_instructors.all()] == [colleague]
    assert [row.user for row in copy.get_latest_revision_as_object().course_instructors.all()] == [colleague]
    assert copy.team.group != course.team.group
    assert list(copy.team.group.user_set.all()) == [colleague]
    assert [row.user for row in reload(course).course_instructors.all()] == [course.owner]
    keys = {page.translation_key for page in (course, *modules_of(course), *lessons_of(course))}
    assert not keys & {page.translation_key for page in (copy, *modules_of(copy), *lessons_of(copy))}
    assert not Enrollment.objects.filter(course_key=copy.translation_key).exists()
    assert not CourseSummary.objects.filter(course=copy).exists()
    assert [lesson.slug for lesson in lessons_of(copy)] == [lesson.slug for lesson in lessons_of(course)]


def test_copy_is_filled_once_and_not_when_a_course_is_gone(duplicate):
    course = make_course(modules=1, lessons=1)
    copy = duplicate(course.owner, course)
    ids = {"course_id": copy.pk, "source_id": course.pk, "user_id": course.owner.pk}
    assert fill_duplicate(**ids) == 0
    assert order_of(copy) == order_of(course)
    assert fill_duplicate(**{**ids, "course_id": 999_999}) == 0
    empty = duplicate_course(user=course.owner, course_id=course.pk)
    assert fill_duplicate(**{**ids, "course_id": empty.pk, "source_id": 999_999}) == 0
    assert fill_duplicate(**{**ids, "course_id": empty.pk, "user_id": 999_999}) == 2
    assert Page.find_problems() == ([], [], [], [], [])


def test_course_is_copied_by_its_team_and_moderators_alone():
    course = make_course(modules=0, live=False)
    for stranger in (UserFactory(), InstructorFactory()):
        with pytest.raises(NotYourCourse):
            duplicate_course(user=stranger, course_id=course.pk)
    learner = UserFactory()
    learner.groups.add(course.team.group)
    with pytest.raises(NotYourCourse):
        duplicate_course(user=learner, course_id=course.pk)
    with pytest.raises(PageGone):
        duplicate_course(user=ModeratorFactory(), course_id=999_999)
    assert duplicate_course(user=ModeratorFactory(), course_id=course.pk).title == f"{course.title} (copy)"


def test_files_of_a_copy_open_for_its_writers_and_readers_alone(indexes, duplicate):
    course = make_course(modules=1, lessons=0)
    document = DocumentFactory(collection=course.team.collection)
    make_lesson(modules_of(course)[0], attachments=[document])
    moderator, colleague, stranger = ModeratorFactory(), InstructorFactory(), InstructorFactory()
    copy = duplicate(moderator, course)
    assert not may_download(colleague, document)
    colleague.groups.add(copy.team.group)
    assert may_download(colleague, document)
    assert not may_download(stranger, document)
    copy = publish_tree(copy)
    assert may_download(enroll(course=copy).user, document)


def test_forms_of_the_board_duplicate(client):
    course = make_course(modules=1, lessons=1)
    other = make_course(modules=1, lessons=0, live=False, author=course.owner, title="Second")
    foreign = make_course(modules=1, lessons=0, live=False, title="Foreign")
    client.force_login(course.owner)
    lesson = lessons_of(course)[0]
    page = client.get(f"/cms/courses/{course.pk}/board/{lesson.pk}/").content.decode()
    assert f'value="{modules_of(other)[0].pk}"' in page
    assert f'value="{modules_of(foreign)[0].pk}"' not in page
    answer = act(client, course, "duplicate", page=lesson.pk, module=modules_of(other)[0].pk)
    assert answer["Location"].startswith(f"/cms/courses/{other.pk}/board/")
    assert order_of(other) == {"Module 1": ["Lesson 1.1 (copy)"]}
    act(client, course, "duplicate", page=lesson.pk, module=modules_of(foreign)[0].pk)
    assert order_of(foreign) == {"Module 1": []}
    answer = client.post(f"/cms/courses/{course.pk}/duplicate/")
    copy = CoursePage.objects.get(title=f"{course.title} (copy)")
    assert answer["Location"] == f"/cms/courses/{copy.pk}/board/"
    assert client.get(f"/cms/courses/{course.pk}/duplicate/").status_code == 405
    client.force_login(foreign.owner)
    assert client.post(f"/cms/courses/{course.pk}/duplicate/").status_code in (302, 403)
    assert CoursePage.objects.count() == 4
