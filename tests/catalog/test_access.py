"""The one function that decides who may read a lesson."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from catalog.access import EXPLANATIONS, Reason, lesson_access, standing_in
from catalog.models import CoursePage, Grant
from catalog.services.enrollment import leave, revoke
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course, make_lesson, modules_of, reload
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    course = make_course()
    return SimpleNamespace(course=course, learner=enroll(course=course).user)


course, learner = own("course"), own("learner")


def decide(user, lesson, **options):
    access = lesson_access(user, lesson, **options)
    return access.allowed, access.reason


def test_visitor_is_asked_to_sign_in(course):
    assert decide(AnonymousUser(), lessons_of(course)[0]) == (False, Reason.SIGN_IN)


def test_stranger_is_not_enrolled(course):
    assert decide(UserFactory(), lessons_of(course)[0]) == (False, Reason.NOT_ENROLLED)


def test_learner_reads(course, learner):
    assert decide(learner, lessons_of(course)[0]) == (True, Reason.ENROLLED)


@pytest.mark.parametrize("who", [AnonymousUser, UserFactory])
def test_free_preview_is_for_everybody(who):
    course = make_course(lesson_fields={"is_free_preview": True}, is_sequential=True)
    assert decide(who(), lessons_of(course)[1]) == (True, Reason.FREE_PREVIEW)


def test_access_ends_with_the_grant_and_says_so(course):
    learner = enroll(course=course, source=Grant.Source.CODE, reference="c").user
    revoke(source=Grant.Source.CODE, reference="c")
    assert decide(learner, lessons_of(course)[0]) == (False, Reason.ENDED)


def test_who_left_is_not_enrolled(course, learner):
    leave(user=learner, course_key=course.translation_key)
    assert decide(learner, lessons_of(course)[0]) == (False, Reason.NOT_ENROLLED)


@pytest.mark.parametrize("level", [0, 1, 2], ids=["course", "module", "lesson"])
def test_nothing_is_open_under_an_unpublished_page(level, course, learner):
    lesson = lessons_of(course)[0]
    [course, modules_of(course)[0], lesson][level].unpublish()
    assert decide(learner, reload(lesson)) == (False, Reason.NOT_LIVE)


def test_learners_keep_access_to_what_comes_back(course, learner):
    course.unpublish()
    reload(course).save_revision().publish()
    assert decide(learner, lessons_of(course)[0]) == (True, Reason.ENROLLED)


def test_drip_opens_on_its_day_and_names_the_moment(course):
    now = timezone.now()
    module = modules_of(course)[0]
    module.opens_after_days = 2
    module.save_revision().publish()
    enrollment = enroll(course=course, now=now)
    lesson = lessons_of(course)[0]
    early = lesson_access(enrollment.user, lesson, now=now + timedelta(days=1))
    assert (early.allowed, early.reason) == (False, Reason.NOT_YET)
    assert early.opens_at == enrollment.drip_from + timedelta(days=2)
    assert lesson_access(enrollment.user, lesson, now=now + timedelta(days=2)).allowed


def test_sequence_asks_for_required_lessons_alone():
    course = make_course(lessons=1, is_sequential=True)
    module = modules_of(course)[0]
    make_lesson(module, title="Optional", is_required=False)
    third = make_lesson(module, title="Third")
    learner = enroll(course=course).user
    assert decide(learner, third) == (False, Reason.SEQUENCE)
    lesson_access_of_optional = decide(learner, lessons_of(course)[1])
    assert lesson_access_of_optional == (False, Reason.SEQUENCE)


@pytest.mark.parametrize("factory", [ModeratorFactory, AdminFactory])
def test_staff_reads_everything_even_drafts(factory):
    lesson = lessons_of(make_course(live=False))[0]
    assert decide(factory(), lesson) == (True, Reason.TEAM)


def test_team_reads_its_own_drafts_and_no_others():
    author = InstructorFactory()
    own, other = make_course(author=author, live=False), make_course(live=False)
    assert decide(author, lessons_of(own)[0]) == (True, Reason.TEAM)
    assert decide(author, lessons_of(other)[0]) == (False, Reason.NOT_LIVE)


def test_permission_and_function_agree(course):
    lesson = lessons_of(course)[0]
    people = [AnonymousUser(), UserFactory(), ModeratorFactory(), enroll(course=course).user, course.owner]
    for person in people:
        assert person.has_perm("catalog.view_lesson", lesson) == lesson_access(person, lesson).allowed


def test_lists_of_courses_agree_with_the_permission(course):
    draft, live = make_course(live=False), course
    people = [AnonymousUser(), UserFactory(), draft.owner, live.owner, ModeratorFactory(), AdminFactory()]
    for person in people:
        listed = set(CoursePage.objects.visible_to(person))
        assert listed == {course for course in (draft, live) if person.has_perm("catalog.view_course", course)}


def test_every_refusal_has_an_explanation():
    refusals = {
        Reason.SIGN_IN,
        Reason.NOT_ENROLLED,
        Reason.ENDED,
        Reason.NOT_LIVE,
        Reason.SEQUENCE,
        Reason.NOT_YET,
    }
    assert set(EXPLANATIONS) == refusals


@pytest.mark.parametrize("lessons", [10, 60])
def test_standing_takes_two_queries(lessons, django_assert_num_queries):
    course = make_course(lessons=lessons)
    learner = enroll(course=course).user
    with django_assert_num_queries(2):
        standing_in(learner, course.translation_key)
