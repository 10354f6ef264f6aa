"""Who takes which course and how far they have come: the same forty stories each time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from home.demo.outline import DemoCourse, DemoPerson

SEED = 2009
LEARNER_COURSE = "batik-by-numbers"
LEARNER_LESSONS = 8
LEARNER_DAYS = 12
# How a run stands, with the share of learners of whom it is true.
STATES = {"finished": 0.3, "half way": 0.3, "started": 0.3, "new": 0.1}


@dataclass(frozen=True)
class DemoRun:
    """One learner in one course: when enrolled, and when each lesson, in order, was completed after that."""

    email: str
    course: str
    enrolled_ago: timedelta
    completed_after: tuple[timedelta, ...]


def plan_runs(learners: Iterable[DemoPerson], courses: Iterable[DemoCourse]) -> list[DemoRun]:
    """The runs of all learners; the first learner is the one of the demo sign-ins, half way through one course."""
    courses = list(courses)
    first, *others = learners
    by_slug = {course.slug: course for course in courses}
    runs = [_demo_learner(first, by_slug[LEARNER_COURSE])]
    chance = Random(SEED)
    for person in others:
        for course in _choose_courses(person, courses, chance):
            runs.append(_plan(person, course, chance))
    return runs


def _demo_learner(person: DemoPerson, course: DemoCourse) -> DemoRun:
    evenings = tuple(timedelta(days=number * 1.4, hours=2) for number in range(LEARNER_LESSONS))
    return DemoRun(person.email, course.slug, timedelta(days=LEARNER_DAYS), evenings)


def _choose_courses(person: DemoPerson, courses: list[DemoCourse], chance: Random) -> list[DemoCourse]:
    """One to three courses; people like those in their own language better, and long-standing ones."""
    liked = {
        course.slug: chance.random() * (2.2 if course.language == person.language else 1) * course.published_days_ago
        for course in courses
    }
    count = chance.choice((1, 1, 2, 2, 3))
    return sorted(courses, key=lambda course: -liked[course.slug])[:count]


def _plan(person: DemoPerson, course: DemoCourse, chance: Random) -> DemoRun:
    lessons = list(course.lessons())
    state = chance.choices(list(STATES), weights=list(STATES.values()))[0]
    done = {
        "finished": len(lessons),
        "half way": round(len(lessons) * chance.uniform(0.35, 0.7)),
        "started": chance.randint(1, 2),
        "new": 0,
    }[state]
    # A new run is days old, a finished one weeks; nobody enrolls before the course is published.
    oldest = course.published_days_ago - 2
    days_ago = chance.uniform(0.5, 5) if state == "new" else chance.uniform(8, oldest)
    span = min(days_ago - 0.3, chance.uniform(5, 21))
    return DemoRun(person.email, course.slug, timedelta(days=days_ago), _moments(course, done, span, chance))


def _moments(course: DemoCourse, done: int, span: float, chance: Random) -> tuple[timedelta, ...]:
    """Growing times after enrollment within `span` days, none before the lesson's module opens."""
    opens = [module.opens_after_days for module in course.modules for _lesson in module.lessons][:done]
    days = sorted(chance.uniform(0.02, span - 0.5) for _number in range(done))
    latest = 0.0
    moments = []
    for day, opening in zip(days, opens, strict=True):
        latest = max(day, latest + 0.01, opening + 0.05 if opening else 0)
        moments.append(timedelta(days=latest))
    return tuple(moments)
