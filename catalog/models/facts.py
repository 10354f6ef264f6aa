"""Facts of a course that are not columns of its page, as programs read them through the APIs."""

from lms_site.links import absolute_url


class CourseFacts:
    """Mix-in of CoursePage: price in words, people, counts from the card, the live curriculum.

    Each is plain data (JSON knows it). A course that is not live has no card: its counts are 0.
    """

    @property
    def price(self) -> str:
        """The list price in whole units with two decimals: `19.00`."""
        return whole_units(self.price_minor)

    @property
    def is_free(self) -> bool:
        return self.price_minor == 0

    @property
    def instructors(self) -> list[dict]:
        """Public names in the order of the page; the headline of those with a public profile."""
        people = [row.user for row in self.course_instructors.all() if row.user.is_active]
        return [{"name": person.name, "headline": _public_headline(person)} for person in people]

    @property
    def cover_url(self) -> str:
        """The full address of the picture on the course's card."""
        card = self._card
        return absolute_url(card.cover_url) if card else ""

    @property
    def lesson_count(self) -> int:
        return self._card.lesson_count if self._card else 0

    @property
    def minutes(self) -> int:
        """The length of all live lessons together."""
        return self._card.minutes if self._card else 0

    @property
    def learner_count(self) -> int:
        return self._card.learner_count if self._card else 0

    @property
    def curriculum(self) -> list[dict]:
        """Live modules with their live lessons: titles and lengths, nothing of their text."""
        from catalog.queries.outline import course_outline

        return [_module_facts(module) for module in course_outline(self).modules]

    @property
    def _card(self):
        return getattr(self, "card", None)


def whole_units(minor: int) -> str:
    """An amount with two decimals: 1905 is `19.05`, -1905 is `-19.05`."""
    whole, rest = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole}.{rest:02d}"


def card_facts(card) -> dict:
    """What the card of a course (a CourseSummary) shows, for programs; plain data, no query."""
    return {
        "id": card.course_id,
        "title": card.title,
        "subtitle": card.subtitle,
        "html_url": absolute_url(card.url),
        "cover_url": absolute_url(card.cover_url),
        "level": card.level,
        "language": card.language,
        "instructors": card.instructor_names,
        "lesson_count": card.lesson_count,
        "minutes": card.minutes,
        "learner_count": card.learner_count,
        "price_minor": card.price_minor,
        "price": whole_units(card.price_minor),
        "currency": card.currency,
        "is_free": card.is_free,
    }


def _public_headline(person) -> str:
    profile = getattr(person, "profile", None)
    return profile.headline if profile and profile.is_public else ""


def _module_facts(module) -> dict:
    return {
        "id": module.id,
        "title": module.title,
        "summary": module.summary,
        "opens_after_days": module.opens_after_days,
        "minutes": module.minutes,
        "lessons": [
            {
                "id": lesson.id,
                "title": lesson.title,
                "html_url": absolute_url(lesson.url),
                "minutes": lesson.minutes,
                "is_free_preview": lesson.is_free_preview,
                "is_required": lesson.is_required,
                "has_video": lesson.has_video,
            }
            for lesson in module.lessons
        ],
    }
