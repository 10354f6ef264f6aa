"""The learners' weeks in the demo: enrolling, completing lessons, finishing, each at its own moment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from catalog.models import Completion, CoursePage, Enrollment, LessonPage
from catalog.services.codes import redeem_code
from catalog.services.completion import complete_lesson, note_visit
from catalog.services.enrollment import enroll_oneself
from catalog.services.summaries import push_learner_count
from home.demo.courses import COURSES
from home.demo.people import LEARNERS
from home.demo.progress import DemoRun, plan_runs
from home.demo.shop import COUPONS
from home.demo.site import ENROLLMENT_CODES
from home.services.demo_buying import order_course, pay_order


@transaction.atomic
def load_learners(*, people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """Play every planned run that has not begun; runs that exist, left ones too, stay as they are."""
    course_of = {course.translation_key: slug for slug, course in courses.items()}
    known = Enrollment.objects.filter(course_key__in=course_of).values_list("user__email", "course_key")
    begun = {(email, course_of[key]) for email, key in known}
    lessons = {slug: _lessons(course) for slug, course in courses.items()}
    for run in plan_runs(LEARNERS, COURSES):
        if (run.email, run.course) not in begun:
            _play(run, user=people[run.email], course=courses[run.course], lessons=lessons[run.course], now=now)
    for course in courses.values():
        push_learner_count(course)


def _lessons(course: CoursePage) -> list[LessonPage]:
    return list(LessonPage.objects.live().descendant_of(course).order_by("path"))


def _play(run: DemoRun, *, user: User, course: CoursePage, lessons: list[LessonPage], now: datetime) -> None:
    enrolled_at = now - run.enrolled_ago
    enrollment = _enroll(user, course, enrolled_at)
    # What an author has changed since may have made a course shorter than its plan.
    for lesson, after in zip(lessons, run.completed_after, strict=False):
        moment = enrolled_at + after
        by_video = lesson.completes_by == LessonPage.CompletesBy.VIDEO
        how = Completion.How.VIDEO if by_video else Completion.How.BUTTON
        complete_lesson(user=user, lesson=lesson, how=how, now=moment)
    if run.completed_after:
        last = min(len(lessons), len(run.completed_after)) - 1
        note_visit(enrollment, lessons[last].translation_key, now=enrolled_at + run.completed_after[last])


def _enroll(user: User, course: CoursePage, moment: datetime) -> Enrollment:
    """Free courses by the button; paid ones are bought, every fourth learner has a code."""
    if not course.price_minor:
        return enroll_oneself(user=user, course=course, now=moment)
    if user.pk % 4 == 0:
        code = next(code for code, (slug, _uses) in ENROLLMENT_CODES.items() if slug == course.slug)
        return redeem_code(user=user, code=code, now=moment)
    coupon = COUPONS[user.pk % len(COUPONS)]
    fits = coupon.course in ("", course.slug) and not coupon.uses
    pay_order(order_course(user, course, moment=moment, coupon=coupon.code if fits else ""), moment=moment)
    return Enrollment.objects.get(user=user, course_key=course.translation_key)
