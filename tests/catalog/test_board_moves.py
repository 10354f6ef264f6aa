"""Moving on the board: order, addresses, redirects, counts; what is out of date or not one's own is refused."""

from types import SimpleNamespace

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from catalog.errors import BoardOutdated, NotYourCourse, PageGone, WrongPlace
from catalog.models import LessonPage
from catalog.queries.board import stamp_of
from catalog.queries.outline import course_outline
from catalog.services.curriculum_moves import move_page, step_page
from lms_site.models import OutboxEvent
from tests.catalog.board_material import order_of
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import lessons_of, make_course, make_lesson, modules_of
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(modules=2, lessons=2))


# Two live modules of two lessons.
course = own("course")


def move(course, page, parent, before=None, user=None, stamp=None):
    return move_page(
        user=user or course.owner,
        course_id=course.pk,
        page_id=page.pk,
        parent_id=parent.pk,
        before_id=before and before.pk,
        stamp=stamp or stamp_of(course),
    )


def step(course, page, by):
    return step_page(user=course.owner, course_id=course.pk, page_id=page.pk, by=by, stamp=stamp_of(course))


def test_live_lesson_is_moved_by_its_instructor_and_the_public_curriculum_follows(
    course, client, django_capture_on_commit_callbacks
):
    module, lesson = modules_of(course)[1], lessons_of(course)[0]
    old_url = lesson.url
    course_outline(course)
    with django_capture_on_commit_callbacks(execute=True):
        move(course, lesson, module, before=lessons_of(course)[3])
    assert order_of(course) == {"Module 1": ["Lesson 1.2"], "Module 2": ["Lesson 2.1", "Lesson 1.1", "Lesson 2.2"]}
    titles = [row.title for row in course_outline(course).lessons]
    assert titles == ["Lesson 1.2", "Lesson 2.1", "Lesson 1.1", "Lesson 2.2"]
    assert OutboxEvent.objects.filter(name="catalog.events.CurriculumChanged").exists()
    assert PageLogEntry.objects.filter(page=lesson.pk, action="wagtail.move", user=course.owner).count() == 1
    assert Redirect.objects.get().redirect_page_id == lesson.pk
    answer = client.get(old_url)
    assert (answer.status_code, answer["Location"]) == (301, LessonPage.objects.get(pk=lesson.pk).url)
    assert Page.find_problems() == ([], [], [], [], [])


def test_modules_change_places_with_everything_in_them(course):
    first, second = modules_of(course)
    move(course, second, course, before=first)
    assert list(order_of(course)) == ["Module 2", "Module 1"]
    assert order_of(course)["Module 1"] == ["Lesson 1.1", "Lesson 1.2"]
    assert [row.number for row in course_outline(course).lessons] == [1, 2, 3, 4]
    assert not Redirect.objects.exists()


def test_steps_go_through_the_whole_course_and_end_at_its_ends(course):
    lesson = lessons_of(course)[0]
    for place in (["Lesson 1.2", "Lesson 1.1"], ["Lesson 1.2"], ["Lesson 1.2"]):
        step(course, lesson, 1)
        assert order_of(course)["Module 1"] == place
    assert order_of(course)["Module 2"] == ["Lesson 2.1", "Lesson 1.1", "Lesson 2.2"]
    step(course, lesson, 1)
    step(course, lesson, 1)
    assert order_of(course)["Module 2"][-1] == "Lesson 1.1"
    for _number in range(4):
        step(course, lesson, -1)
    assert order_of(course)["Module 1"] == ["Lesson 1.1", "Lesson 1.2"]
    step(course, modules_of(course)[1], 1)
    step(course, modules_of(course)[1], -1)
    assert list(order_of(course)) == ["Module 2", "Module 1"]


def test_moving_to_where_it_stands_changes_and_logs_nothing(course):
    lessons = lessons_of(course)
    before = (PageLogEntry.objects.count(), stamp_of(course))
    move(course, lessons[0], modules_of(course)[0], before=lessons[1])
    move(course, lessons[1], modules_of(course)[0])
    assert (PageLogEntry.objects.count(), stamp_of(course)) == before


def test_taken_address_becomes_a_free_one_in_page_and_drafts(course):
    modules = modules_of(course)
    one = make_lesson(modules[0], title="Introduction")
    make_lesson(modules[1], title="Introduction")
    one.title = "Introduction, again"
    one.save_revision()
    moved = move(course, one, modules[1])
    assert moved.slug == "introduction-2"
    assert Redirect.objects.get(redirect_page=moved.pk).old_path.endswith("/module-1/introduction")
    moved.get_latest_revision().publish()
    moved.refresh_from_db()
    assert (moved.slug, moved.title) == ("introduction-2", "Introduction, again")


def test_board_that_is_out_of_date_moves_nothing(course):
    lesson, stamp = lessons_of(course)[0], stamp_of(course)
    step(course, lessons_of(course)[2], 1)
    before = order_of(course)
    with pytest.raises(BoardOutdated):
        move(course, lesson, modules_of(course)[1], stamp=stamp)
    assert order_of(course) == before


def test_page_that_is_gone_or_of_another_course_is_not_moved(course):
    other = make_course(lessons=1)
    lesson = lessons_of(course)[0]
    with pytest.raises(PageGone):
        move(course, lessons_of(other)[0], modules_of(course)[0])
    with pytest.raises(PageGone):
        move(course, lesson, modules_of(other)[0])
    stamp = stamp_of(course)
    lesson.delete()
    with pytest.raises(PageGone):
        move(course, lesson, modules_of(course)[1], stamp=stamp)


def test_nothing_leaves_its_level(course):
    module, lesson = modules_of(course)[0], lessons_of(course)[0]
    for page, parent, before in (
        (lesson, course, None),
        (module, modules_of(course)[1], None),
        (lesson, module, module),
    ):
        with pytest.raises(WrongPlace):
            move(course, page, parent, before=before)
    with pytest.raises(WrongPlace):
        move(course, lesson, lessons_of(course)[1])


def test_others_do_not_move_and_moderators_do(course):
    lesson, module = lessons_of(course)[0], modules_of(course)[1]
    for stranger in (UserFactory(), InstructorFactory()):
        with pytest.raises(NotYourCourse):
            move(course, lesson, module, user=stranger)
    co_instructor = InstructorFactory()
    co_instructor.groups.add(course.team.group)
    move(course, lesson, module, user=co_instructor)
    move(course, lesson, modules_of(course)[0], user=ModeratorFactory())
    assert order_of(course)["Module 1"] == ["Lesson 1.2", "Lesson 1.1"]
