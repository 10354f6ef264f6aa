"""Walking along learning paths."""

from catalog.models import CoursePage
from catalog.services.completion import complete_lesson
from catalog.services.paths import advance_learner
from tests.factories.catalog import lessons_of


def finish(user, course: CoursePage) -> None:
    """Complete every lesson of `course`, and let the paths go on as the reaction does after the commit."""
    for lesson in lessons_of(course):
        complete_lesson(user=user, lesson=lesson)
    advance_learner(user_id=user.pk, course_key=course.translation_key)
