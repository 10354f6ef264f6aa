"""What support needs to know of one person, on one page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from accounts.models import User, UserActivity
from catalog.models import Certificate, CoursePage, Enrollment, Grant
from commerce.models import Order
from commerce.queries.staff_orders import orders_of
from lms_site.models import OutgoingMail

RECENT_MAILS = 10
RECENT_ACTS = 20
MAX_FOUND = 30


@dataclass(frozen=True, slots=True)
class Run:
    """One run through a course; `title` is "" when no page of the course is left."""

    enrollment: Enrollment
    title: str
    course_id: int | None
    grants: list[Grant]
    certificate: Certificate | None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Everything about one person that is there by now, the newest first."""

    person: User
    addresses: list[EmailAddress]
    factors: list[str]
    runs: list[Run]
    devices: list[UserSession]
    acts: list[UserActivity]
    mails: list[OutgoingMail]
    orders: list[Order]

    @property
    def last_seen_at(self) -> datetime | None:
        """When a device of theirs, or they in a course, were last seen; as exact as either is kept."""
        moments = [device.last_seen_at for device in self.devices]
        moments += [run.enrollment.last_seen_at for run in self.runs if run.enrollment.last_seen_at]
        return max(moments, default=None)


def find_people(words: str) -> QuerySet[User]:
    """People whose address or name has each of the words, by address; nobody without a word."""
    people = User.objects.order_by("email").prefetch_related("groups")
    condition = Q()
    for word in words.split()[:5]:
        condition &= Q(email__icontains=word) | Q(display_name__icontains=word) | Q(certificate_name__icontains=word)
    return people.filter(condition)[:MAX_FOUND] if condition else people.none()


def person_facts(person: User) -> PersonFacts:
    """The facts; eleven queries however much there is."""
    return PersonFacts(
        person=person,
        addresses=list(EmailAddress.objects.filter(user=person).order_by("-primary", "email")),
        factors=list(Authenticator.objects.filter(user=person).order_by("type").values_list("type", flat=True)),
        runs=_runs(person),
        devices=list(UserSession.objects.filter(user=person).order_by("-last_seen_at")),
        acts=list(person.activities.all()[:RECENT_ACTS]),
        mails=list(OutgoingMail.objects.filter(to=[person.email]).order_by("-created_at", "-id")[:RECENT_MAILS]),
        orders=orders_of(person),
    )


def _runs(person: User) -> list[Run]:
    enrollments = list(person.enrollments.order_by("-enrolled_at", "-pk").prefetch_related("grants"))
    pages = _pages_by_key({enrollment.course_key for enrollment in enrollments})
    certificates = {row.enrollment_id: row for row in Certificate.objects.filter(enrollment__in=enrollments)}
    return [
        Run(
            enrollment=enrollment,
            title=pages[enrollment.course_key].title if enrollment.course_key in pages else "",
            course_id=pages[enrollment.course_key].pk if enrollment.course_key in pages else None,
            grants=sorted(enrollment.grants.all(), key=lambda grant: grant.starts_at),
            certificate=certificates.get(enrollment.pk),
        )
        for enrollment in enrollments
    ]


def _pages_by_key(keys: set[UUID]) -> dict[UUID, CoursePage]:
    pages = CoursePage.objects.filter(translation_key__in=keys).only("pk", "title", "translation_key", "depth", "path")
    return {page.translation_key: page for page in pages.order_by("live", "-pk")}
