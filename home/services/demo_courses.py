"""The courses of the demo, written by their instructors and published by the moderator."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from catalog.models import (
    Category,
    CourseInstructor,
    CoursePage,
    EnrollmentCode,
    LearningPathCourse,
    LearningPathPage,
    LessonAttachment,
    LessonPage,
    ModulePage,
    ReusableText,
)
from catalog.services.courses import add_lesson, add_module, course_index, create_course
from catalog.services.teams import ensure_team, sync_team
from home.demo.outline import DemoCourse, DemoLesson, DemoModule
from home.demo.people import MODERATOR
from home.demo.site import CATEGORIES, ENROLLMENT_CODES, PATH, SHARED_TEXTS
from home.services.demo_files import DemoFiles


def load_catalog_basics() -> None:
    """Categories and shared texts; those that are there already stay as they are."""
    for category in CATEGORIES:
        Category.objects.get_or_create(
            slug=category.slug,
            defaults={
                "name": category.name,
                "hue": category.hue,
                "motif": category.motif,
                "description": category.description,
                "parent": Category.objects.get(slug=category.parent) if category.parent else None,
            },
        )
    for title, body in SHARED_TEXTS.items():
        ReusableText.objects.get_or_create(title=title, defaults={"body": body})


@transaction.atomic
def load_course(demo: DemoCourse, *, people: dict[str, User], now: datetime) -> CoursePage:
    """The published course; one with this address is returned as it is, whatever was made of it since."""
    existing = CoursePage.objects.child_of(course_index()).filter(slug=demo.slug).first()
    if existing is not None:
        return existing
    course = _create(demo, people, now - timedelta(days=demo.published_days_ago))
    author = course.owner
    files = DemoFiles(collection=ensure_team(course).collection, owner=author)
    moderator = people[MODERATOR.email]
    for module in demo.modules:
        _load_module(module, course=course, files=files, author=author, moderator=moderator)
    _write(course, demo, files, people)
    # Last, so that the course opens with all its lessons at once.
    course.save_revision(user=author).publish(user=moderator)
    return CoursePage.objects.get(pk=course.pk)


def _create(demo: DemoCourse, people: dict[str, User], published_at: datetime) -> CoursePage:
    return create_course(
        author=people[demo.instructors[0]],
        title=demo.title,
        slug=demo.slug,
        subtitle=demo.subtitle,
        summary=demo.summary,
        search_description=demo.summary,
        category=Category.objects.get(slug=demo.category),
        level=demo.level,
        language=demo.language,
        delivery=demo.delivery,
        price_minor=demo.price_minor,
        currency=demo.currency,
        has_certificate=demo.has_certificate,
        is_sequential=demo.is_sequential,
        first_published_at=published_at,
    )


def _write(course: CoursePage, demo: DemoCourse, files: DemoFiles, people: dict[str, User]) -> None:
    course.description = files.stream(demo.description)
    course.outcomes = [("item", line) for line in demo.outcomes]
    course.requirements = [("item", line) for line in demo.requirements]
    course.audience = [("item", line) for line in demo.audience]
    course.faq = [("item", {"question": question, "answer": answer}) for question, answer in demo.faq]
    course.tags.set(demo.tags)
    course.course_instructors = [CourseInstructor(user=people[email]) for email in demo.instructors]
    sync_team(course=course, user_ids={people[email].pk for email in demo.instructors})


def _load_module(demo: DemoModule, *, course: CoursePage, files: DemoFiles, author, moderator) -> ModulePage:
    module = add_module(
        course=course,
        title=demo.title,
        slug=demo.slug,
        author=author,
        summary=demo.summary,
        opens_after_days=demo.opens_after_days,
    )
    module.get_latest_revision().publish(user=moderator)
    for lesson in demo.lessons:
        _load_lesson(lesson, module=module, files=files, author=author).get_latest_revision().publish(user=moderator)
    return module


def _load_lesson(demo: DemoLesson, *, module: ModulePage, files: DemoFiles, author) -> LessonPage:
    return add_lesson(
        module=module,
        title=demo.title,
        slug=demo.slug,
        author=author,
        body=files.stream(demo.body),
        video=files.resolve(demo.video),
        expected_minutes=demo.minutes,
        is_free_preview=demo.is_free_preview,
        is_required=demo.is_required,
        completes_by=demo.completes_by,
        attachments=[LessonAttachment(document=files.resolve(ref), label=label) for label, ref in demo.attachments],
    )


def load_codes(courses: dict[str, CoursePage], *, now: datetime) -> None:
    """The enrollment codes of the paid courses; a code that exists keeps its count."""
    for code, (slug, uses) in ENROLLMENT_CODES.items():
        EnrollmentCode.objects.get_or_create(
            code=code,
            defaults={"course": courses[slug], "max_uses": uses, "created_at": now - timedelta(days=60)},
        )


def load_path(courses: dict[str, CoursePage], *, people: dict[str, User]) -> LearningPathPage:
    """The learning path; one with this address stays as it is."""
    index = course_index()
    path = LearningPathPage.objects.child_of(index).filter(slug=PATH.slug).first()
    if path is not None:
        return path
    moderator = people[MODERATOR.email]
    path = LearningPathPage(
        title=PATH.title,
        slug=PATH.slug,
        subtitle=PATH.subtitle,
        introduction=PATH.introduction,
        is_fixed_order=True,
        owner=moderator,
        live=False,
        locale=index.locale,
    )
    path.path_courses = [LearningPathCourse(course=courses[slug]) for slug in PATH.courses]
    index.add_child(instance=path)
    path.save_revision(user=moderator).publish(user=moderator)
    return path
