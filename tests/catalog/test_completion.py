"""Completing lessons and courses."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import timezone

from catalog.access import Reason
from catalog.errors import CourseFinished, LessonLocked, LessonWantsVideo, NotEnrolled
from catalog.models import Certificate, Completion, Enrollment, ModulePage
from catalog.services.certificates import issue_certificate
from catalog.services.completion import complete_lesson, note_visit, undo_completion
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.catalog import MediaFactory, enroll, lessons_of, make_course, modules_of
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    one, two = make_course(lessons=1), make_course(lessons=2)
    return SimpleNamespace(
        of_one=SimpleNamespace(course=one, enrollment=enroll(course=one)),
        of_two=SimpleNamespace(course=two, enrollment=enroll(course=two)),
    )


of_one, of_two = own("of_one"), own("of_two")


def test_complete_lesson_counts_it_and_says_so(of_two):
    course, enrollment = of_two.course, of_two.enrollment
    lesson = lessons_of(course)[0]
    complete_lesson(user=enrollment.user, lesson=lesson)
    enrollment.refresh_from_db()
    assert (enrollment.completed_count, enrollment.required_count, enrollment.percent) == (1, 2, 50)
    event = OutboxEvent.objects.get(name="catalog.events.LessonCompleted")
    assert event.payload["lesson_id"] == lesson.pk


def test_complete_lesson_twice_returns_the_first_record(of_two):
    course, enrollment = of_two.course, of_two.enrollment
    lesson = lessons_of(course)[0]
    first = complete_lesson(user=enrollment.user, lesson=lesson)
    second = complete_lesson(user=enrollment.user, lesson=lesson)
    assert first == second
    assert OutboxEvent.objects.filter(name="catalog.events.LessonCompleted").count() == 1


def verbs_of(user) -> list[str]:
    return list(user.activities.order_by("pk").values_list("verb", flat=True))


def test_completions_and_certificate_are_in_the_activity_log_once(of_one):
    course = of_one.course
    learner, lesson = of_one.enrollment.user, lessons_of(course)[0]
    for _press in range(2):
        complete_lesson(user=learner, lesson=lesson)
    assert verbs_of(learner) == ["enrolled", "lesson_completed", "completed", "certificate_issued"]
    told = learner.activities.get(verb="lesson_completed")
    assert (told.label, told.object_key) == (lesson.title, str(lesson.translation_key))
    certificate = learner.activities.get(verb="certificate_issued")
    assert (certificate.label, certificate.object_key) == (course.title, str(Certificate.objects.get().uuid))


def test_undo_leaves_the_activity_log_alone(of_two):
    learner, lesson = of_two.enrollment.user, lessons_of(of_two.course)[0]
    complete_lesson(user=learner, lesson=lesson)
    undo_completion(user=learner, lesson=lesson)
    assert verbs_of(learner) == ["enrolled", "lesson_completed"]


def test_refused_completion_is_not_in_the_activity_log():
    course = make_course(lessons=2, is_sequential=True)
    learner = enroll(course=course).user
    with pytest.raises(LessonLocked):
        complete_lesson(user=learner, lesson=lessons_of(course)[1])
    assert verbs_of(learner) == ["enrolled"]


def test_certificate_that_is_there_already_is_not_told_again(of_one):
    course, enrollment = of_one.course, of_one.enrollment
    complete_lesson(user=enrollment.user, lesson=lessons_of(course)[0])
    issue_certificate(enrollment=enrollment, course=course, now=timezone.now())
    assert verbs_of(enrollment.user).count("certificate_issued") == 1


def test_last_required_lesson_finishes_course_with_one_certificate(of_two):
    course, enrollment = of_two.course, of_two.enrollment
    for lesson in lessons_of(course):
        complete_lesson(user=enrollment.user, lesson=lesson)
    enrollment.refresh_from_db()
    certificate = Certificate.objects.get(enrollment=enrollment)
    assert enrollment.completed_at is not None
    assert certificate.course_title == course.title
    event = OutboxEvent.objects.get(name="catalog.events.CourseCompleted")
    assert event.payload["certificate_id"] == certificate.pk


def test_course_without_certificate_finishes_without_one():
    course = make_course(lessons=1, has_certificate=False)
    enrollment = enroll(course=course)
    complete_lesson(user=enrollment.user, lesson=lessons_of(course)[0])
    enrollment.refresh_from_db()
    assert enrollment.completed_at
    assert not Certificate.objects.exists()


def test_optional_lesson_is_not_needed_to_finish(of_two):
    course = of_two.course
    needed, optional = lessons_of(course)
    optional.is_required = False
    optional.save_revision().publish()
    enrollment = enroll(course=course)
    complete_lesson(user=enrollment.user, lesson=needed)
    enrollment.refresh_from_db()
    assert enrollment.completed_at
    assert enrollment.percent == 100


def test_stranger_cannot_complete(of_two):
    lesson = lessons_of(of_two.course)[0]
    with pytest.raises(NotEnrolled):
        complete_lesson(user=UserFactory(), lesson=lesson)
    assert not Completion.objects.exists()


def test_author_without_enrollment_cannot_complete(of_two):
    course = of_two.course
    with pytest.raises(NotEnrolled):
        complete_lesson(user=course.owner, lesson=lessons_of(course)[0])


def test_foreign_lesson_cannot_be_completed(of_one, of_two):
    foreign = lessons_of(of_two.course)[0]
    with pytest.raises(NotEnrolled):
        complete_lesson(user=of_one.enrollment.user, lesson=foreign)


def test_sequential_lesson_waits_for_the_one_before():
    course = make_course(lessons=2, is_sequential=True)
    enrollment = enroll(course=course)
    first, second = lessons_of(course)
    with pytest.raises(LessonLocked) as caught:
        complete_lesson(user=enrollment.user, lesson=second)
    assert caught.value.reason == Reason.SEQUENCE
    complete_lesson(user=enrollment.user, lesson=first)
    complete_lesson(user=enrollment.user, lesson=second)


def test_dripped_lesson_waits_for_its_day(of_one):
    course = of_one.course
    module = modules_of(course)[0]
    module.opens_after_days = 3
    module.save_revision().publish()
    now = timezone.now()
    enrollment = enroll(course=course, now=now)
    lesson = lessons_of(course)[0]
    with pytest.raises(LessonLocked) as caught:
        complete_lesson(user=enrollment.user, lesson=lesson, now=now + timedelta(days=2, hours=23))
    assert caught.value.reason == Reason.NOT_YET
    complete_lesson(user=enrollment.user, lesson=lesson, now=now + timedelta(days=3, seconds=1))


def test_unpublished_lesson_cannot_be_completed(of_two):
    course, enrollment = of_two.course, of_two.enrollment
    lesson = lessons_of(course)[0]
    lesson.unpublish()
    with pytest.raises(LessonLocked):
        complete_lesson(user=enrollment.user, lesson=lesson)


def test_live_lesson_under_unpublished_module_cannot_be_completed(of_one):
    course, enrollment = of_one.course, of_one.enrollment
    lesson = lessons_of(course)[0]
    ModulePage.objects.descendant_of(course).update(live=False)
    cache.clear()
    with pytest.raises(LessonLocked):
        complete_lesson(user=enrollment.user, lesson=lesson)


def test_video_lesson_wants_the_video():
    video = MediaFactory()
    course = make_course(lessons=1, lesson_fields={"video": video, "completes_by": "video"})
    enrollment = enroll(course=course)
    lesson = lessons_of(course)[0]
    with pytest.raises(LessonWantsVideo):
        complete_lesson(user=enrollment.user, lesson=lesson)
    assert complete_lesson(user=enrollment.user, lesson=lesson, how="video").how == "video"


def test_undo_takes_the_completion_back(of_two):
    course, enrollment = of_two.course, of_two.enrollment
    lesson = lessons_of(course)[0]
    complete_lesson(user=enrollment.user, lesson=lesson)
    undo_completion(user=enrollment.user, lesson=lesson)
    undo_completion(user=enrollment.user, lesson=lesson)
    enrollment.refresh_from_db()
    assert enrollment.completed_count == 0
    assert not Completion.objects.exists()


def test_undo_after_finishing_is_refused(of_one):
    course, enrollment = of_one.course, of_one.enrollment
    lesson = lessons_of(course)[0]
    complete_lesson(user=enrollment.user, lesson=lesson)
    with pytest.raises(CourseFinished):
        undo_completion(user=enrollment.user, lesson=lesson)
    assert Completion.objects.count() == 1


def test_note_visit_writes_once_in_five_minutes(django_assert_num_queries, of_two):
    enrollment = of_two.enrollment
    lesson, now = lessons_of(of_two.course)[0], timezone.now()
    with django_assert_num_queries(1):
        note_visit(enrollment, lesson.translation_key, now=now)
    enrollment = Enrollment.objects.get(pk=enrollment.pk)
    with django_assert_num_queries(0):
        note_visit(enrollment, lesson.translation_key, now=now + timedelta(minutes=4))
    with django_assert_num_queries(1):
        note_visit(enrollment, lesson.translation_key, now=now + timedelta(minutes=6))


@pytest.mark.parametrize("lessons", [10, 60])
def test_complete_lesson_takes_the_same_queries_for_any_length(
    lessons, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        course = make_course(lessons=lessons)
    enrollment = enroll(course=course)
    first, second = lessons_of(course)[:2]
    complete_lesson(user=enrollment.user, lesson=first)
    with django_assert_num_queries(12):
        complete_lesson(user=enrollment.user, lesson=second)
