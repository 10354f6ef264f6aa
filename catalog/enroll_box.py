"""The box beside a course's story: its price, or how far one is, and the one thing to do."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.access import Standing, standing_in
from catalog.models import Certificate, CoursePage, Enrollment
from catalog.queries.announcements import Headline
from catalog.queries.outline import Outline, course_outline
from catalog.queries.prerequisites import Prerequisite, completed_courses, prerequisites_of
from catalog.queries.wishes import has_wished
from catalog.rules import may_write_course_id
from catalog.templatetags.course_display import money


@dataclass(frozen=True, slots=True)
class Offer:
    """What a course offers to everybody, and what belongs before it; `price_minor` in the currency's smallest unit.

    `announcements` are for the holes of those who take the course, and for nobody else.
    """

    outline: Outline
    price_minor: int
    currency: str
    before: tuple[Prerequisite, ...] = ()
    announcements: tuple[Headline, ...] = ()

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        return self.outline.size + 400 * len(self.announcements)

    @property
    def price_label(self) -> str:
        """The price in words, in the language in use."""
        return money(self.price_minor, self.currency) if self.price_minor else _("Free")

    @property
    def enroll_url(self) -> str:
        return reverse("catalog:enroll", args=[self.outline.course_key])

    @property
    def first_url(self) -> str:
        """The first lesson, or the course itself while it has none."""
        return self.outline.lessons[0].url if self.outline.lessons else self.outline.course_url


@dataclass(frozen=True, slots=True)
class EnrollBox:
    """What the box offers one person; `completed` are the keys of the lessons done, `done_before` of courses.

    `must_first` is a course without which they cannot enroll by themselves. `is_wished` is None for whoever
    needs no wishlist: they take the course, or write it.
    """

    state: str  # anonymous | free | closed | enrolled | completed | team
    price_label: str
    enroll_url: str
    continue_url: str = ""
    continue_title: str = ""
    continue_number: int = 0
    percent: int = 0
    enrollment: Enrollment | None = None
    certificate: Certificate | None = None
    completed: frozenset[UUID] = frozenset()
    done_before: frozenset[UUID] | None = None
    must_first: Prerequisite | None = None
    is_wished: bool | None = None

    @property
    def opens_lessons(self) -> bool:
        """Whether this person gets from the curriculum into every lesson."""
        return self.state in ("enrolled", "completed", "team")


def offer_of(course: CoursePage) -> Offer:
    """The offer of `course`: one query or two for what belongs before it, two more when its outline is not cached."""
    return Offer(course_outline(course), course.price_minor, course.currency, prerequisites_of(course))


def enroll_box(user, offer: Offer) -> EnrollBox:
    """The box for `user`: two queries for a learner, one more with a finished course, none for a visitor.

    One more where courses belong before this one, and one for the wishlist of who does not take it.
    """
    if not user.is_authenticated:
        return visitor_box(offer)
    keys = [before.course_key for before in offer.before]
    done = completed_courses(user.pk, keys) if keys else frozenset()
    missing = (before for before in offer.before if before.is_hard and before.course_key not in done)
    return replace(_box(user, offer), done_before=done, must_first=next(missing, None))


def _box(user, offer: Offer) -> EnrollBox:
    standing = standing_in(user, offer.outline.course_key)
    if standing.enrollment and standing.is_open:
        return _learner_box(standing, offer)
    state = "closed" if offer.price_minor else "free"
    if may_write_course_id(user, offer.outline.course_id):
        state = "team"
    is_wished = None if state == "team" else has_wished(user, offer.outline.course_key)
    return EnrollBox(state, offer.price_label, offer.enroll_url, continue_url=offer.first_url, is_wished=is_wished)


def visitor_box(offer: Offer) -> EnrollBox:
    """The box for whoever is not signed in."""
    state = "closed" if offer.price_minor else "anonymous"
    return EnrollBox(state, offer.price_label, offer.enroll_url, is_wished=False)


def _learner_box(standing: Standing, offer: Offer) -> EnrollBox:
    enrollment = standing.enrollment
    following = offer.outline.next_open(standing.completed)
    is_done = enrollment.completed_at is not None
    return EnrollBox(
        state="completed" if is_done else "enrolled",
        price_label=offer.price_label,
        enroll_url=offer.enroll_url,
        continue_url=following.url if following else offer.first_url,
        continue_title=following.title if following else "",
        continue_number=following.number if following else 0,
        percent=enrollment.percent,
        enrollment=enrollment,
        certificate=Certificate.objects.filter(enrollment=enrollment).first() if is_done else None,
        completed=standing.completed,
    )
