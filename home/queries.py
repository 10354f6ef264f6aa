"""What the learner's dashboard and the home page show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Sum
from django.urls import reverse
from django.utils import timezone

from catalog.access import open_enrollments
from catalog.models import Category, Completion, CoursePage, CourseSummary, LearningPathPage
from catalog.queries.outline import course_outlines


@dataclass(frozen=True, slots=True)
class LearningCard:
    """One course of a learner, with the next step."""

    course_key: object
    title: str
    url: str
    cover_url: str
    percent: int
    completed_count: int
    required_count: int
    next_title: str
    next_url: str
    is_completed: bool
    is_closed: bool
    certificate_url: str
    last_seen_at: datetime | None


def learning_cards(user) -> list[LearningCard]:
    """The courses of a learner, the one last seen first; unpublished and restricted ones, which have no summary, too.

    Four queries when outlines are cached, two more when not, however many courses there are.
    """
    if not user.is_authenticated:
        return []
    active = open_enrollments(user, timezone.now()).annotate(certificate_uuid=F("certificate__uuid"))
    runs = list(active.order_by("-last_seen_at", "-enrolled_at"))
    if not runs:
        return []
    keys = [run.course_key for run in runs]
    pages = CoursePage.objects.filter(translation_key__in=keys).select_related("category").defer("description", "faq")
    courses = {page.translation_key: page for page in pages.order_by("live", "-pk")}
    summaries = {row.course_key: row for row in CourseSummary.objects.filter(course_key__in=keys)}
    completed: dict[int, set] = {}
    for run_id, key in Completion.objects.filter(enrollment__in=runs).values_list("enrollment_id", "lesson_key"):
        completed.setdefault(run_id, set()).add(key)
    outlines = course_outlines(courses.values())
    cards = []
    for run in runs:
        course = courses.get(run.course_key)
        if course is not None:
            outline = outlines[course.pk]
            done = completed.get(run.pk, set())
            cards.append(_card(run, course, summaries.get(run.course_key), outline, done))
    return sorted(cards, key=lambda card: card.last_seen_at is None)


def _card(run, course, summary, outline, done) -> LearningCard:
    following = outline.next_open(done)
    is_closed = not course.live or not run.is_open
    return LearningCard(
        course_key=run.course_key,
        title=course.title,
        url=outline.course_url,
        cover_url=(summary or _summary_to_draw(course)).cover_url,
        percent=run.percent,
        completed_count=run.completed_count,
        required_count=run.required_count,
        next_title=following.title if following else "",
        next_url="" if is_closed else (following.url if following else outline.course_url),
        is_completed=run.completed_at is not None,
        is_closed=is_closed,
        certificate_url=reverse("catalog:certificate", args=[run.certificate_uuid]) if run.certificate_uuid else "",
        last_seen_at=run.last_seen_at,
    )


def _summary_to_draw(course: CoursePage) -> CourseSummary:
    """Stands in for the summary that a restricted or unpublished course lacks: enough to draw its batik cover."""
    category = course.category
    if category is None:
        return CourseSummary(title=course.title)
    return CourseSummary(title=course.title, motif=category.motif, hue=category.hue)


def recommended_courses(user, cards: list[LearningCard], count: int = 3) -> list[CourseSummary]:
    """Loved courses that the learner has not taken; one query."""
    rows = CourseSummary.objects.exclude(course_key__in=[card.course_key for card in cards])
    return list(rows.order_by("-learner_count", "pk")[:count])


def newest_courses(count: int = 6) -> list[CourseSummary]:
    """The courses that were published last; one query."""
    return list(CourseSummary.objects.order_by("-published_at", "pk")[:count])


def courses_with_batches(count: int = 3) -> list[CourseSummary]:
    """The courses whose next batch begins soonest, of those that everybody may come into; one query."""
    return list(CourseSummary.objects.filter(next_batch_on__isnull=False).order_by("next_batch_on", "pk")[:count])


def most_taken_courses(count: int = 3) -> list[CourseSummary]:
    """The courses that most people have taken; one query."""
    return list(CourseSummary.objects.order_by("-learner_count", "pk")[:count])


def main_categories() -> list[Category]:
    """Main categories with `course_count`, their children's courses included; two queries."""
    categories = list(Category.objects.order_by("name"))
    parents = {category.pk: category.parent_id or category.pk for category in categories}
    counts: dict[int, int] = {}
    for category_id in CourseSummary.objects.filter(category__isnull=False).values_list("category_id", flat=True):
        root = parents.get(category_id, category_id)
        counts[root] = counts.get(root, 0) + 1
    roots = [category for category in categories if category.parent_id is None]
    for category in roots:
        category.course_count = counts.get(category.pk, 0)
    return [category for category in roots if category.course_count]


def site_numbers() -> dict[str, int]:
    """How many courses, lessons and enrollments there are; one query."""
    totals = CourseSummary.objects.aggregate(lessons=Sum("lesson_count"), learners=Sum("learner_count"))
    return {
        "courses": CourseSummary.objects.count(),
        "lessons": totals["lessons"] or 0,
        "learners": totals["learners"] or 0,
    }


def learning_paths(count: int = 3) -> list[LearningPathPage]:
    return list(LearningPathPage.objects.live().public().order_by("path")[:count])
