"""Learning paths: what entering opens, how they go on, when they are completed."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from catalog.errors import PathClosed
from catalog.models import Certificate, Enrollment, Grant, LearningPathCourse, PathEnrollment
from catalog.services.certificates import render_pdf
from catalog.services.enrollment import leave
from catalog.services.paths import advance, advance_everybody, enroll_in_path, leave_path
from catalog.tasks.paths import advance_paths, send_path_congratulation
from lms_site.models import OutboxEvent, OutgoingMail
from tests.factories.accounts import UserFactory
from tests.factories.catalog import enroll, make_course, make_path, reload
from tests.factories.paths import finish
from tests.sharing import own

pytestmark = pytest.mark.django_db


def open_courses(user) -> set:
    return set(Enrollment.objects.filter(user=user, is_active=True).values_list("course_key", flat=True))


@pytest.fixture(scope="module")
def made(made_once):
    courses = [make_course(title=title, lessons=1) for title in ("One", "Two")]
    return SimpleNamespace(courses=courses, paid=make_course(title="Paid", lessons=1, price_minor=1000))


courses, paid = own("courses"), own("paid")


def test_entering_opens_every_free_course_and_no_paid_one(courses, paid):
    learner = UserFactory()
    enrollment = enroll_in_path(user=learner, path=make_path(*courses, paid))
    assert open_courses(learner) == {course.translation_key for course in courses}
    assert set(Grant.objects.values_list("source", flat=True)) == {"path"}
    assert (enrollment.completed_count, enrollment.course_count, enrollment.percent) == (0, 3, 0)


def test_fixed_order_opens_the_next_course_when_the_one_before_is_completed(courses):
    first, second = courses
    learner = UserFactory()
    enroll_in_path(user=learner, path=make_path(first, second, is_fixed_order=True))
    assert open_courses(learner) == {first.translation_key}
    finish(learner, first)
    assert open_courses(learner) == {first.translation_key, second.translation_key}


def test_course_that_must_be_got_elsewhere_holds_a_fixed_order(courses, paid):
    learner = UserFactory()
    enroll_in_path(user=learner, path=make_path(paid, courses[0], is_fixed_order=True))
    assert open_courses(learner) == set()
    enroll(learner, paid, source="code", reference="c")
    finish(learner, paid)
    assert courses[0].translation_key in open_courses(learner)


def test_last_course_completes_the_path_with_one_certificate(courses):
    learner = UserFactory(display_name="Dewi")
    path = make_path(*courses, title="The whole way")
    finish(enroll(course=courses[0], user=learner).user, courses[0])
    enrollment = enroll_in_path(user=learner, path=path)
    assert enrollment.completed_count == 1
    finish(learner, courses[1])
    advance(enrollment_id=enrollment.pk, path=path)
    enrollment.refresh_from_db()
    certificate = Certificate.objects.get(path_enrollment=enrollment)
    assert enrollment.completed_at
    assert enrollment.percent == 100
    assert (certificate.course_title, certificate.course_key) == ("The whole way", path.translation_key)
    assert certificate.is_of_path
    assert OutboxEvent.objects.filter(name="catalog.events.PathCompleted").count() == 1
    path.title = "Renamed"
    path.save_revision().publish()
    certificate.refresh_from_db()
    assert certificate.course_title == "The whole way"
    assert render_pdf(certificate).startswith(b"%PDF")


def test_path_without_certificate_is_completed_all_the_same(courses):
    learner = UserFactory()
    enrollment = enroll_in_path(user=learner, path=make_path(courses[0], has_certificate=False))
    finish(learner, courses[0])
    enrollment.refresh_from_db()
    assert enrollment.completed_at
    assert not Certificate.objects.filter(path_enrollment__isnull=False).exists()


def test_path_without_courses_is_never_completed():
    enrollment = enroll_in_path(user=UserFactory(), path=make_path())
    assert (enrollment.completed_at, enrollment.percent) == (None, 0)


def test_entering_twice_is_entering_once(courses):
    learner, path = UserFactory(), make_path(*courses)
    assert enroll_in_path(user=learner, path=path) == enroll_in_path(user=learner, path=path)
    assert Grant.objects.count() == 2
    assert learner.activities.filter(label=path.title).count() == 1


def test_closed_path_is_not_entered(courses):
    with pytest.raises(PathClosed):
        enroll_in_path(user=UserFactory(), path=make_path(*courses, live=False))
    assert not PathEnrollment.objects.exists()


def test_leaving_keeps_courses_and_coming_back_takes_the_path_up_again(courses):
    learner, path = UserFactory(), make_path(*courses)
    first = enroll_in_path(user=learner, path=path)
    for _twice in range(2):
        leave_path(user=learner, path_key=path.translation_key)
    assert len(open_courses(learner)) == 2
    finish(learner, courses[0])
    first.refresh_from_db()
    assert (first.is_active, first.completed_count) == (False, 0)
    again = enroll_in_path(user=learner, path=path)
    assert (again.pk, again.is_active, again.completed_count) == (first.pk, True, 1)


def test_course_that_the_learner_left_is_not_forced_on_them(courses):
    first, second = courses
    learner, path = UserFactory(), make_path(first, second)
    enroll_in_path(user=learner, path=path)
    leave(user=learner, course_key=second.translation_key)
    finish(learner, first)
    enroll_in_path(user=learner, path=path)
    assert second.translation_key not in open_courses(learner)


def test_course_added_to_a_path_opens_to_its_learners(courses):
    first, second = courses
    learner, path = UserFactory(), make_path(first)
    enroll_in_path(user=learner, path=path)
    path.path_courses.add(LearningPathCourse(course=second))
    path.save_revision().publish()
    assert OutboxEvent.objects.filter(name="catalog.events.PathPublished").exists()
    for _twice in range(2):
        advance_everybody(path=reload(path))
    assert second.translation_key in open_courses(learner)
    assert PathEnrollment.objects.get().course_count == 2


def test_unpublished_course_is_not_asked_for(courses):
    first, second = courses
    learner, path = UserFactory(), make_path(first, second)
    second.unpublish()
    enrollment = enroll_in_path(user=learner, path=path)
    finish(learner, first)
    enrollment.refresh_from_db()
    assert enrollment.completed_at


def test_reactions_may_run_twice(courses):
    learner, path = UserFactory(), make_path(courses[0])
    enrollment = enroll_in_path(user=learner, path=path)
    finish(learner, courses[0])
    run = Enrollment.objects.get(user=learner)
    for _twice in range(2):
        advance_paths(enrollment_id=run.pk, user_id=learner.pk, certificate_id=None)
        send_path_congratulation(path_enrollment_id=enrollment.pk, user_id=learner.pk, certificate_id=None)
    mail = OutgoingMail.objects.get()
    assert path.title in mail.subject
    assert str(Certificate.objects.get(path_enrollment=enrollment).uuid) in mail.text


def test_certificate_belongs_to_a_course_or_a_path_not_to_both(courses):
    run = enroll(course=courses[0])
    on_path = enroll_in_path(user=run.user, path=make_path(courses[0]))
    for owners in ({}, {"enrollment": run, "path_enrollment": on_path}):
        certificate = Certificate(recipient_name="x", course_title="y", course_key=run.course_key, **owners)
        with pytest.raises(IntegrityError), transaction.atomic():
            certificate.save()
