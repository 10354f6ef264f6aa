"""Builds the whole demo site, through the services that people's clicks go through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalog.models import CourseIndexPage, LessonPage
from home.demo.courses import COURSES
from home.demo.people import LEARNER, LEARNERS, MODERATOR
from home.demo.site import CATALOG_INTRODUCTION, HEADLINE, HELP_BODY, HELP_SLUG, HELP_TITLE, LEAD
from home.models import HomePage, StandardPage
from home.services.demo_batches import load_batches
from home.services.demo_courses import load_catalog_basics, load_codes, load_course, load_path
from home.services.demo_learners import load_learners
from home.services.demo_people import load_legal_documents, load_people
from home.services.demo_reviews import load_voices
from home.services.demo_shop import load_prices, load_shop
from home.services.demo_submission import load_submission
from home.services.demo_taxes import load_taxes
from home.services.demo_tools import load_tools
from home.services.site_tree import ensure_site_tree
from lms_site.errors import DomainError
from lms_site.events import muted


class DemoRefused(DomainError):
    """Demo accounts have a password that everybody knows."""

    code = "demo_refused"
    message = _(
        "Demo data has sign-ins with a public password, so it is only loaded with DEBUG or LMS_DEMO on. "
        "Use the development settings."
    )


@dataclass(frozen=True)
class DemoReport:
    """What the site holds after loading."""

    courses: int
    lessons: int
    learners: int


def load_demo(*, now: datetime | None = None) -> DemoReport:
    """Load what is missing of the demo; run again, it changes nothing.

    People, each course, and the learners' progress are each loaded as a whole or not at all, so that a
    load that was interrupted is completed by the next. Nobody gets a mail: the events are written as
    already delivered. Raises DemoRefused unless the settings allow demo sign-ins.
    """
    if not (settings.DEBUG or settings.LMS_DEMO):
        raise DemoRefused
    with muted():
        return _load(now or timezone.now())


def _load(now: datetime) -> DemoReport:
    with transaction.atomic():
        home = ensure_site_tree()
        load_legal_documents(now=now)
        people = load_people(now=now)
        load_catalog_basics()
        load_taxes()
    # One transaction a course: until it is committed, its outline is not cached, and learners need it often.
    courses = {demo.slug: load_course(demo, people=people, now=now) for demo in COURSES}
    with transaction.atomic():
        load_codes(courses, now=now)
        path = load_path(courses, people=people)
        _write_home(home, moderator=people[MODERATOR.email])
    load_prices(people=people, courses=courses, now=now)
    load_learners(people=people, courses=courses, now=now)
    load_batches(people=people, courses=courses, now=now)
    load_shop(people=people, courses=courses, now=now)
    load_submission(courses, now=now)
    learner, moderator = people[LEARNER.email], people[MODERATOR.email]
    load_tools(learner=learner, moderator=moderator, courses=courses, path=path, now=now)
    load_voices(people=people, courses=courses, now=now)
    lessons = sum(LessonPage.objects.live().descendant_of(course).count() for course in courses.values())
    return DemoReport(courses=len(courses), lessons=lessons, learners=len(LEARNERS))


def _write_home(home: HomePage, *, moderator: User) -> None:
    """Words for home, catalog and help, where nobody has written any yet."""
    if not home.lead:
        home.headline, home.lead = HEADLINE, LEAD
        home.save_revision(user=moderator).publish(user=moderator)
    index = CourseIndexPage.objects.child_of(home).get()
    if not index.introduction:
        index.introduction = CATALOG_INTRODUCTION
        index.save_revision(user=moderator).publish(user=moderator)
    if not StandardPage.objects.child_of(home).filter(slug=HELP_SLUG).exists():
        page = StandardPage(
            title=HELP_TITLE,
            slug=HELP_SLUG,
            body=list(HELP_BODY),
            owner=moderator,
            live=False,
            locale=home.locale,
            show_in_menus=True,
        )
        home.add_child(instance=page)
        page.save_revision(user=moderator).publish(user=moderator)
