"""The box beside a course's story: its price, or how far one is, and the one thing to do."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.access import Standing, standing_in
from catalog.models import Certificate, CoursePage, Enrollment
from catalog.queries.announcements import Headline
from catalog.queries.outline import Outline, course_outline
from catalog.rules import may_write_course_id
from catalog.templatetags.course_display import money


@dataclass(frozen=True, slots=True)
class Offer:
    """What a course offers to everybody; `price_minor` in the currency's smallest unit.

    `announcements` are for the holes of those who take the course, and for nobody else.
    """

    outline: Outline
    price_minor: int
    currency: str
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
    """What the box offers one person; `completed` are the keys of the lessons done."""

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

    @property
    def opens_lessons(self) -> bool:
        """Whether this person gets from the curriculum into every lesson."""
        return self.state in ("enrolled", "completed", "team")


def offer_of(course: CoursePage) -> Offer:
    """The offer of `course`; no query when its outline is cached, else two."""
    return Offer(course_outline(course), course.price_minor, course.currency)


def enroll_box(user, offer: Offer) -> EnrollBox:
    """The box for `user`: two queries for a learner, one more with a finished course, none for a visitor."""
    if not user.is_authenticated:
        return visitor_box(offer)
    standing = standing_in(user, offer.outline.course_key)
    if standing.enrollment and standing.is_open:
        return _learner_box(standing, offer)
    state = "closed" if offer.price_minor else "free"
    if may_write_course_id(user, offer.outline.course_id):
        state = "team"
    return EnrollBox(state, offer.price_label, offer.enroll_url, continue_url=offer.first_url)


def visitor_box(offer: Offer) -> EnrollBox:
    """The box for whoever is not signed in."""
    return EnrollBox("closed" if offer.price_minor else "anonymous", offer.price_label, offer.enroll_url)


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
