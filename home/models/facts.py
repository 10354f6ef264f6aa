"""What the first page shows besides its own words, as programs read it through the APIs."""

from typing import Any

from catalog.models.facts import card_facts
from home.queries import learning_paths, main_categories, most_taken_courses, newest_courses, site_numbers
from lms_site.links import absolute_url


class HomeFacts:
    """Mix-in of HomePage: the same courses, categories, paths and numbers that visitors see; plain data.

    What one person has begun is left out: an answer may be kept for everybody.
    """

    @property
    def new_courses(self) -> list[dict[str, Any]]:
        """Cards of the six newest courses; one query."""
        return [card_facts(card) for card in newest_courses()]

    @property
    def popular_courses(self) -> list[dict[str, Any]]:
        """Cards of the three courses that most people take; one query."""
        return [card_facts(card) for card in most_taken_courses()]

    @property
    def categories(self) -> list[dict[str, Any]]:
        """Main categories with the number of their courses; two queries."""
        return [
            {"id": category.pk, "name": category.name, "slug": category.slug, "course_count": category.course_count}
            for category in main_categories()
        ]

    @property
    def paths(self) -> list[dict[str, Any]]:
        """The first three learning paths."""
        return [
            {"id": path.pk, "title": path.title, "subtitle": path.subtitle, "html_url": absolute_url(path.url)}
            for path in learning_paths()
        ]

    @property
    def numbers(self) -> dict[str, int]:
        """How many courses, lessons and enrollments there are."""
        return site_numbers()
