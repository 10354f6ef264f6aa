"""Keeps `CourseSummary`, the read model of the catalog, in line with the pages."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from catalog.models import CoursePage, CourseSummary, Enrollment
from catalog.queries.outline import build_outlines
from catalog.queries.people import instructor_names
from lms_site.cache_versions import bump

from .ratings import lock_rating, rating_of

CARD_IMAGE = "fill-640x360|format-webp|webpquality-72"


@transaction.atomic
def refresh_summary(course: CoursePage) -> CourseSummary | None:
    """Write the row of a live course that anybody may see, or remove that of any other; idempotent.

    A course with a view restriction, its own or one of a page above, has no row and so no card anywhere:
    neither title nor cover is shown in lists. Who is enrolled keeps it on their own dashboard.
    """
    course = CoursePage.objects.select_related("category", "image", "locale").get(pk=course.pk)
    if not course.live or course.alias_of_id or course.get_view_restrictions().exists():
        CourseSummary.objects.filter(course=course).delete()
        return None
    # First, so that the rating counted for the row is the last one.
    lock_rating(course.translation_key)
    summary, _created = CourseSummary.objects.update_or_create(course=course, defaults=_facts(course))
    return summary


@transaction.atomic
def refresh_summaries(pages: QuerySet[CoursePage]) -> None:
    """Write or remove the row of each of these courses; for what changes many at once, as a restriction above."""
    for course in pages.order_by("pk"):
        refresh_summary(course)


def draft_summary(course: CoursePage) -> CourseSummary:
    """What the row would say of a course that has none, for previews and restricted courses; not saved."""
    return CourseSummary(course=course, **_facts(course))


def _facts(course: CoursePage) -> dict:
    # Built anew: within the publishing transaction the cached outline may still be the one before.
    outline = build_outlines([course])[course.pk]
    names = instructor_names(course)
    category = course.category
    return {
        "course_key": course.translation_key,
        "locale": course.locale,
        "title": course.title,
        "subtitle": course.subtitle,
        "url": course.get_url() or course.url_path,
        "image_url": course.image.get_rendition(CARD_IMAGE).url if course.image else "",
        "category": category,
        "category_name": category.name if category else "",
        "motif": category.motif if category else "kawung",
        "hue": category.hue if category else 70,
        "level": course.level,
        "language": course.language,
        "delivery": course.delivery,
        "price_minor": course.price_minor,
        "currency": course.currency,
        "has_certificate": course.has_certificate,
        "instructor_names": names,
        "lesson_count": outline.lesson_count,
        "minutes": outline.minutes,
        "learner_count": count_learners(course),
        **rating_of(course.translation_key),
        "published_at": course.first_published_at or timezone.now(),
        "search_text": " ".join([course.title, course.subtitle, names]).lower(),
    }


def count_learners(course: CoursePage) -> int:
    """People who are, or were, enrolled."""
    runs = Enrollment.objects.filter(course_key=course.translation_key)
    return runs.values("user_id").distinct().count()


def push_learner_count(course: CoursePage) -> None:
    """Write the number of learners alone; cards of cached pages follow when they expire."""
    CourseSummary.objects.filter(course=course).update(learner_count=count_learners(course))


@transaction.atomic
def push_sale(*, course_key: UUID, price_minor: int | None, until: datetime | None) -> bool:
    """Write the sale that is on for a course now, or that there is none; whether that was news.

    What visitors see is then void. The list price is the page's and never written here.
    """
    cards = CourseSummary.objects.filter(course_key=course_key)
    news = cards.exclude(sale_price_minor=price_minor, sale_until=until)
    changed = news.update(sale_price_minor=price_minor, sale_until=until)
    if changed:
        bump("public")
    return bool(changed)


@transaction.atomic
def push_batches(*, course_key: UUID, open_count: int, next_on: date | None) -> bool:
    """Write how many batches of a course everybody may come into now, and the first day of the next to begin.

    Whether that was news; what visitors see is then void.
    """
    cards = CourseSummary.objects.filter(course_key=course_key)
    told = {"open_batch_count": open_count, "next_batch_on": next_on}
    changed = cards.exclude(**told).update(**told)
    if changed:
        bump("public")
    return bool(changed)
