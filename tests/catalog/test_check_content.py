"""Results of content checks: stored, renewed after a change, told in the reader's language."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.models import CheckNote, CourseCheck
from catalog.queries.checks import stored_findings
from catalog.services.check_content import mark_stale, renew_check, renew_stale
from catalog.tasks.authoring import check_again, renew_checks
from lms_site.reactions import REACTIONS
from tests.catalog.check_material import drafted, faultless_course, lesson_with, only_lesson
from tests.factories.catalog import ImageFactory, make_course

pytestmark = pytest.mark.django_db


def later(**span):
    return timezone.now() + timedelta(**span)


def test_what_a_check_found_is_kept_as_it_was_told():
    course = faultless_course()
    lesson = lesson_with(course, ("image", {"image": ImageFactory().pk}), ("heading", {"text": "50%", "level": "h3"}))
    check = renew_check(course=course)

    assert (check.blocking_count, check.advice_count) == (1, 1)
    heading, alt = stored_findings([course.pk])
    assert (alt.code, alt.page_id, alt.block_id, alt.is_blocking) == ("no_alt", lesson.pk, "b0", True)
    assert "50%" in heading.message
    assert stored_findings([course.pk], page_ids=[course.pk]) == []


def test_renewed_check_takes_the_place_of_the_old_one():
    course = make_course(modules=0)
    renew_check(course=course)
    drafted(course, summary="Now there is one.")
    renew_check(course=course)

    assert sorted(CheckNote.objects.values_list("code", flat=True)) == ["no_lessons", "no_outcomes"]
    assert CourseCheck.objects.get().advice_count == 0


def test_only_courses_with_a_change_are_checked_again():
    course = make_course(modules=0)
    assert (renew_stale(limit=5), renew_stale(limit=5)) == (1, 0)
    drafted(course, title="Changed")
    assert (renew_stale(limit=5), renew_stale(limit=5)) == (1, 0)
    mark_stale(course_ids=[course.pk])
    assert (renew_stale(limit=5), renew_stale(limit=5)) == (1, 0)
    assert renew_stale(limit=5, now=later(hours=25)) == 1


def test_change_in_a_lesson_makes_its_course_due_and_no_other():
    course, other = faultless_course(), make_course(modules=0)
    renew_stale(limit=5)
    drafted(only_lesson(course), body=[])
    assert renew_stale(limit=5) == 1

    assert CourseCheck.objects.get(course=course).blocking_count == 1
    assert CourseCheck.objects.get(course=other).blocking_count == 2


def test_change_during_a_check_is_not_lost():
    course = make_course(modules=0)
    began = timezone.now()
    renew_check(course=course, now=began)
    mark_stale(course_ids=[course.pk], now=later(seconds=1))
    renew_check(course=course, now=began)

    assert CourseCheck.objects.get().stale_at is not None


def test_older_check_does_not_overwrite_a_newer_one():
    course = make_course(modules=0)
    renew_check(course=course, now=later(minutes=1))
    drafted(course, outcomes=[("item", "Do")])
    renew_check(course=course)

    assert CheckNote.objects.filter(code="no_outcomes").exists()


def test_a_turn_checks_no_more_than_its_share():
    for _number in range(2):
        make_course(modules=0)

    assert (renew_stale(limit=1), renew_stale(limit=1), renew_stale(limit=1)) == (1, 1, 0)


def test_tasks_may_run_twice():
    course = make_course(modules=0)
    for _turn in range(2):
        renew_checks()
        check_again(course_id=course.pk)
    check_again(course_id=987_654)

    assert CourseCheck.objects.get().stale_at is not None
    assert "catalog.tasks.authoring.check_again" in REACTIONS["catalog.events.CurriculumChanged"]


def test_check_goes_with_its_course_and_notes_with_their_page():
    course = make_course(lessons=1, live=False, lesson_fields={"body": []})
    renew_check(course=course)
    only_lesson(course).delete()
    assert not CheckNote.objects.filter(code="empty_lesson").exists()
    course.refresh_from_db()
    type(course).objects.get(pk=course.pk).delete()

    assert not CourseCheck.objects.exists()


def test_copied_course_gets_a_check_of_its_own():
    course = make_course(modules=0)
    renew_check(course=course)
    copy = course.copy(update_attrs={"title": "Copy", "slug": "copy"})
    renew_stale(limit=5)

    assert CourseCheck.objects.filter(course__in=[course.pk, copy.pk]).count() == 2


def test_hundred_lessons_take_less_than_three_seconds():
    paragraph = ("paragraph", f'<p>{"word " * 120}<a href="/courses/">x</a> <a href="https://example.org/">y</a></p>')
    blocks = [paragraph, ("image", {"image": ImageFactory(), "alt": ""})] * 10
    course = make_course(lessons=100, lesson_fields={"body": blocks}, live=False)
    began = time.perf_counter()
    check = renew_check(course=course)

    assert time.perf_counter() - began < 3
    assert check.blocking_count == 1001
