"""Structured data that search engines read."""

from catalog.models import CoursePage
from catalog.people import person_url
from catalog.queries.outline import Outline
from catalog.queries.people import PersonPage
from lms_site.links import absolute_url, site_name


def course_json_ld(request, course: CoursePage, outline: Outline, instructors: list, summary=None) -> dict:
    """A schema.org Course as plain data; the template writes it with `json_script`'s escaping."""
    rating = {"aggregateRating": _rating(summary)} if summary and summary.rating_count else {}
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": course.title,
        "description": course.summary or course.subtitle or course.title,
        "url": absolute_url(outline.course_url),
        "inLanguage": course.language,
        "provider": {"@type": "Organization", "name": site_name(), "sameAs": absolute_url("/")},
        "instructor": [
            {"@type": "Person", "name": user.name, "url": absolute_url(person_url(user))} for user in instructors
        ],
        "offers": {
            "@type": "Offer",
            "category": "Paid" if course.price_minor else "Free",
            "price": f"{(summary.price_now_minor if summary else course.price_minor) / 100:.2f}",
            "priceCurrency": course.currency,
            **({"priceValidUntil": summary.sale_until.isoformat()} if summary and summary.is_on_sale else {}),
        },
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": f"PT{max(1, outline.minutes)}M",
        },
        **rating,
    }


def _rating(summary) -> dict:
    return {
        "@type": "AggregateRating",
        "ratingValue": str(summary.rating_mean),
        "reviewCount": summary.rating_count,
        "bestRating": 5,
        "worstRating": 1,
    }


def person_json_ld(page: PersonPage) -> dict:
    """A schema.org ProfilePage as plain data."""
    person = {"@type": "Person", "name": page.user.name, "url": absolute_url(page.url)}
    if page.profile:
        facts = {"jobTitle": page.profile.headline, "description": page.profile.bio, "sameAs": page.profile.website}
        person |= {name: fact for name, fact in facts.items() if fact}
    return {"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": person}
