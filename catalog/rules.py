"""Permissions of the catalog as predicates; `user.has_perm("catalog.…", object)` asks them."""

import rules

from accounts.roles import ADMIN, INSTRUCTOR, MODERATOR, STUDENT, role_of
from catalog.models import CoursePage, CourseTeam


@rules.predicate
def writes_courses(user) -> bool:
    return role_of(user) in (INSTRUCTOR, MODERATOR, ADMIN)


@rules.predicate
def moderates(user) -> bool:
    return role_of(user) in (MODERATOR, ADMIN)


def may_write_course_id(user, course_id: int) -> bool:
    """Team members, moderators and admins. Learners cost one query (their role), nobody more than two."""
    if not user.is_authenticated or role_of(user) == STUDENT:
        return False
    return moderates(user) or CourseTeam.objects.filter(course_id=course_id, group__user=user).exists()


def may_write_course(user, course: CoursePage) -> bool:
    """See `may_write_course_id`."""
    return may_write_course_id(user, course.pk)


@rules.predicate
def can_write_course(user, course) -> bool:
    return may_write_course(user, course)


@rules.predicate
def can_view_submission(user, submission) -> bool:
    return may_write_course_id(user, submission.course_id)


@rules.predicate
def can_view_course(user, course) -> bool:
    return course.live or may_write_course(user, course)


@rules.predicate
def can_view_lesson(user, lesson) -> bool:
    from catalog.access import lesson_access

    return lesson_access(user, lesson).allowed


rules.add_perm("catalog.create_course", writes_courses)
rules.add_perm("catalog.write_course", can_write_course)
rules.add_perm("catalog.view_course", can_view_course)
rules.add_perm("catalog.view_lesson", can_view_lesson)
rules.add_perm("catalog.manage_enrollments", moderates)
rules.add_perm("catalog.revoke_certificate", moderates)
rules.add_perm("catalog.submit_course", can_write_course)
rules.add_perm("catalog.view_submission", can_view_submission)
rules.add_perm("catalog.decide_submission", moderates)
