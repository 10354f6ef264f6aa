"""The courses that a person writes, with what lists of them show: state, lessons, learners, last change, gaps."""

import json
from dataclasses import dataclass

from django.db.models import DateTimeField, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Greatest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from catalog.models import CoursePage, CourseTeam, Enrollment
from catalog.queries.board import STATE_NAMES, state_of, with_states
from catalog.rules import moderates

# Paths of pages are digits and capital letters, four a step: whatever lies below a course lies between.
LOWEST, HIGHEST = Value("0000"), Value("ZZZZZZZZ")


def own_courses(user) -> QuerySet[CoursePage]:
    """All courses for moderators; for anybody else those whose team they are in."""
    courses = CoursePage.objects.defer("description", "requirements", "audience", "faq")
    if moderates(user):
        return courses
    return courses.filter(pk__in=CourseTeam.objects.filter(group__user=user).values("course"))


def with_facts(courses: QuerySet[CoursePage]) -> QuerySet[CoursePage]:
    """`courses` with `lesson_total`, `waiting` (drafts and changes in the tree), `learner_total`, `changed_at`.

    And `is_scheduled`, `is_in_review` of the course's own page. No further query.
    """
    below = Page.objects.filter(
        path__range=(Concat(OuterRef("path"), LOWEST), Concat(OuterRef("path"), HIGHEST))
    ).order_by()
    learners = Enrollment.objects.filter(course_key=OuterRef("translation_key")).order_by()
    newest = _one(below, Func(F("latest_revision_created_at"), function="MAX"), DateTimeField())
    own = F("latest_revision_created_at")
    return with_states(courses).annotate(
        lesson_total=_one(below.filter(depth=OuterRef("depth") + 2), _count("pk"), IntegerField()),
        waiting=_one(below.filter(Q(live=False) | Q(has_unpublished_changes=True)), _count("pk"), IntegerField()),
        learner_total=_one(learners, _count("user_id", distinct=True), IntegerField()),
        changed_at=Coalesce(Greatest(own, Coalesce(newest, own)), newest),
    )


def _count(field: str, *, distinct: bool = False) -> Func:
    """COUNT as a plain function, so that a subquery is not grouped."""
    return Func(F(field), function="COUNT", template=f"%(function)s({'DISTINCT ' if distinct else ''}%(expressions)s)")


def _one(rows: QuerySet, figure: Func, kind) -> Subquery:
    return Subquery(rows.annotate(figure=figure).values("figure"), output_field=kind)


def in_state(courses: QuerySet[CoursePage], state: str) -> QuerySet[CoursePage]:
    """Those of `with_facts` whose `course_state` is `state`."""
    conditions = {
        "scheduled": Q(is_scheduled=True),
        "live": Q(live=True, has_unpublished_changes=False, waiting=0),
        "changed": Q(live=True) & (Q(has_unpublished_changes=True) | Q(waiting__gt=0)),
        "draft": Q(live=False, first_published_at=None),
        "unpublished": Q(live=False, first_published_at__isnull=False),
    }
    courses = courses.filter(conditions[state])
    return courses if state == "scheduled" else courses.filter(is_scheduled=False)


def course_state(course: CoursePage) -> str:
    """The state of a course from `with_facts`, as a key of `STATE_NAMES`; changes in its lessons count."""
    return state_of(
        live=course.live,
        is_scheduled=course.is_scheduled,
        has_changes=course.has_unpublished_changes or course.waiting > 0,
        first_published_at=course.first_published_at,
    )


def course_state_name(course: CoursePage) -> str | Promise:
    """`course_state` in words."""
    return STATE_NAMES[course_state(course)]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a course still lacks; `code` is stable."""

    code: str
    name: str | Promise


def gaps_of(course: CoursePage) -> list[Gap]:
    """What the latest draft of a course from `with_facts` lacks, the most needed first; no query.

    The course comes with its `latest_revision` (select_related).
    """
    draft = course.latest_revision.content if course.latest_revision else course.serializable_data()
    found = [
        Gap("lessons", _("lessons")) if not course.lesson_total else None,
        Gap("outcomes", _("what people will be able to do")) if not json.loads(draft["outcomes"] or "[]") else None,
        Gap("summary", _("a summary")) if not draft["summary"] else None,
        Gap("category", _("a category")) if not draft["category"] else None,
        Gap("picture", _("a picture of its own; until then it has a batik cover")) if not draft["image"] else None,
    ]
    return [gap for gap in found if gap]
