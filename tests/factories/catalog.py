"""Courses, learners and files, made the way the product makes them: through services and revisions.

Publishing goes through `revision.publish()`, so that every signal fires and cards, outlines and
caches are what they would be on the site. Events are written to the outbox; inside an ordinary
test transaction their reactions do not run (use `django_capture_on_commit_callbacks` for that).
"""

import functools
import json
from datetime import datetime
from typing import Any

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page

from accounts.models import User
from catalog.models import (
    Category,
    CourseDocument,
    CourseImage,
    CourseMedia,
    CoursePage,
    Enrollment,
    EnrollmentCode,
    Grant,
    LearningPathCourse,
    LearningPathPage,
    LessonPage,
    ModulePage,
    ReusableText,
)
from catalog.services.courses import add_lesson, add_module, course_index, create_course, free_slug
from catalog.services.enrollment import enroll as enroll_service
from catalog.services.enrollment import free_reference
from tests.factories.bulk import repeat_lesson
from tests.factories.replay import (
    CATEGORY,
    TEACHER,
    TITLE,
    Recording,
    StandIns,
    can_replay,
    record,
    replay,
    replay_quietly,
)

USUAL_COURSE = {"modules": 1, "lessons": 2}
# So many lessons of a module are made by the services; the others are there to be counted.
WRITTEN_LESSONS = 8
# The `ftyp` box with which every MP4 file begins, and an empty `mdat` box.
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00\x00\x00\x08mdat"


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category

    name = factory.Sequence(lambda number: f"Category {number}")
    slug = factory.Sequence(lambda number: f"category-{number}")


class ReusableTextFactory(DjangoModelFactory):
    class Meta:
        model = ReusableText

    title = factory.Sequence(lambda number: f"Shared text {number}")
    body = "<p>Told once, shown on many pages.</p>"


class ImageFactory(wagtail_factories.ImageFactory):
    """A real PNG of one colour."""

    class Meta:
        model = CourseImage

    title = factory.Sequence(lambda number: f"Image {number}")


class DocumentFactory(DjangoModelFactory):
    """A private PDF by its first bytes; `is_public=True` opens it to everybody."""

    class Meta:
        model = CourseDocument

    class Params:
        content = b"%PDF-1.4\n% a work sheet\n"
        filename = "work-sheet.pdf"

    title = factory.Sequence(lambda number: f"Work sheet {number}")
    file = factory.LazyAttribute(lambda made: ContentFile(made.content, made.filename))
    file_size = factory.LazyAttribute(lambda made: len(made.content))


class CaptionsFactory(DocumentFactory):
    """A WebVTT file with one caption."""

    class Params:
        content = b"WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n"
        filename = "captions.vtt"


class MediaFactory(DjangoModelFactory):
    """A video by its first bytes; nothing that a player would show."""

    class Meta:
        model = CourseMedia

    class Params:
        content = MP4
        filename = "film.mp4"

    title = factory.Sequence(lambda number: f"Film {number}")
    type = "video"
    duration = 90.0
    file = factory.LazyAttribute(lambda made: ContentFile(made.content, made.filename))


class CourseFactory(factory.Factory):
    """`make_course` in the form of a factory, for SubFactory and `create_batch`."""

    class Meta:
        model = CoursePage

    @classmethod
    def _build(cls, model_class, *args, **kwargs):
        raise NotImplementedError("A course needs its place in the tree; use create().")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return make_course(*args, **kwargs)


class EnrollmentCodeFactory(DjangoModelFactory):
    class Meta:
        model = EnrollmentCode

    code = factory.Sequence(lambda number: f"WELCOME-{number}")
    course = factory.SubFactory(CourseFactory, modules=0)


def an_author() -> User:
    """Somebody who may write courses."""
    from tests.factories.accounts import InstructorFactory

    return InstructorFactory()


def a_learner() -> User:
    """Somebody who may learn."""
    from tests.factories.accounts import UserFactory

    return UserFactory()


def make_course(
    *, title: str = "", author: User | None = None, category: Category | None = None, **options: Any
) -> CoursePage:
    """A course as `course_by_services` makes it; the second of a kind and all after it from a recording.

    Its author is a new instructor unless given.
    """
    author = author or an_author()
    title = title or f"Course {CoursePage.objects.count() + 1}"
    if can_replay() and is_plain(options) and (category is None or category.parent is None):
        kind = _kind(category, options)
        if kind in asked_for:
            return replay(recording_of(*kind), title=title, teacher=author, category=category)
        asked_for.add(kind)
    return course_by_services(title=title, author=author, category=category, **options)


def make_courses(
    count: int, *, author: User | None = None, category: Category | None = None, **options: Any
) -> list[CoursePage]:
    """`count` courses of one author, to be listed: the rows of as many `make_course`, but nobody reacts to events.

    The first one is made as any; its events are handed over.
    """
    author, before = author or an_author(), CoursePage.objects.count()
    titles = [f"Course {before + number}" for number in range(1, count + 1)]
    if not can_replay():
        return [make_course(title=title, author=author, category=category, **options) for title in titles]
    first = make_course(title=titles[0], author=author, category=category, **options)
    recording = recording_of(*_kind(category, options))
    return [first, *replay_quietly(recording, titles=titles[1:], teacher=author, category=category)]


# The kinds of courses that tests of this process have had: many are asked for once, and a recording takes longer.
asked_for: set[tuple[str, str]] = set()


def _kind(category: Category | None, options: dict[str, Any]) -> tuple[str, str]:
    """What makes one course another one than the next: its options, and how its category looks."""
    look = {"hue": category.hue, "motif": category.motif} if category else None
    return json.dumps({**USUAL_COURSE, **options}, sort_keys=True), json.dumps(look)


def is_plain(options: dict[str, Any]) -> bool:
    """Whether all values are known to JSON: they mean the same in every test."""
    try:
        json.dumps(options)
    except TypeError:
        return False
    return True


@functools.cache
def recording_of(options: str, look: str = "null") -> Recording:
    """What the services write for a course with these options, in a category of this look; once a process."""

    def make(given: StandIns) -> CoursePage:
        return course_by_services(title=TITLE, author=given.teacher, category=given.category, **json.loads(options))

    return record(make, lambda: stand_ins(json.loads(look)))


def stand_ins(look: dict[str, Any] | None = None) -> StandIns:
    """Those of a recorded course; without a category unless its look is given."""
    from tests.factories.accounts import InstructorFactory

    category = None if look is None else CategoryFactory(name=CATEGORY, **look)
    return StandIns(InstructorFactory(display_name=TEACHER), category)


def course_by_services(
    *,
    title: str,
    author: User,
    modules: int = USUAL_COURSE["modules"],
    lessons: int = USUAL_COURSE["lessons"],
    live: bool = True,
    lesson_fields: dict[str, Any] | None = None,
    **fields: Any,
) -> CoursePage:
    """A course of `modules` × `lessons`, published page by page unless `live` is False.

    Titles are "Module 1", "Lesson 1.2"; a lesson's body is one paragraph "Text of lesson 1.2.". From
    the ninth on, a module's lessons repeat the eighth, without revisions and attachments.
    `lesson_fields` go to every lesson, the remaining `fields` to the course.
    """
    course = create_course(author=author, title=title, **fields)
    for number in range(1, modules + 1):
        module = add_module(course=course, title=f"Module {number}", author=author)
        titles = [f"Lesson {number}.{place}" for place in range(1, lessons + 1)]
        for lesson_title in titles[:WRITTEN_LESSONS]:
            lesson = make_lesson(module, title=lesson_title, live=False, **(lesson_fields or {}))
        if titles[WRITTEN_LESSONS:]:
            repeat_lesson(lesson, titles[WRITTEN_LESSONS:])
    return publish_tree(course) if live else reload(course)


def make_module(course: CoursePage, *, title: str = "Another module", live: bool = True, **fields: Any) -> ModulePage:
    """One more module at the end of `course`."""
    module = add_module(course=reload(course), title=title, author=course.owner, **fields)
    return publish_page(module) if live else reload(module)


def make_lesson(module: ModulePage, *, title: str = "Another lesson", live: bool = True, **fields: Any) -> LessonPage:
    """One more lesson at the end of `module`; `attachments` is a list of documents."""
    from catalog.models import LessonAttachment

    documents = fields.pop("attachments", ())
    fields.setdefault("body", [("paragraph", f"<p>Text of {title[:1].lower()}{title[1:]}.</p>")])
    rows = [LessonAttachment(document=document) for document in documents]
    lesson = add_lesson(module=reload(module), title=title, author=module.owner, attachments=rows, **fields)
    return publish_page(lesson) if live else reload(lesson)


def publish_page(page):
    """Publish the latest draft of `page` and return the page as it is now."""
    reload(page).get_latest_revision().publish()
    return reload(page)


def publish_tree(course: CoursePage) -> CoursePage:
    """Publish a course and everything below it: the course by its revision, the rest at one stroke (it is many)."""
    now = timezone.now()
    Page.objects.descendant_of(course).update(
        live=True,
        has_unpublished_changes=False,
        first_published_at=now,
        last_published_at=now,
        live_revision=F("latest_revision"),
    )
    return publish_page(course)


def reload(page):
    """The page as the database has it now (`refresh_from_db` keeps stale tree fields in clusters)."""
    return type(page).objects.get(pk=page.pk)


def modules_of(course: CoursePage) -> list[ModulePage]:
    """The modules of `course` in order, drafts included."""
    return list(ModulePage.objects.descendant_of(course).order_by("path"))


def lessons_of(course: CoursePage) -> list[LessonPage]:
    """The lessons of `course` in order, drafts included."""
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


def enroll(
    user: User | None = None,
    course: CoursePage | None = None,
    *,
    source: str = Grant.Source.FREE,
    reference: str = "",
    ends_at: datetime | None = None,
    now: datetime | None = None,
) -> Enrollment:
    """Enroll `user` (a new learner) in `course` (a new one) by one grant, through the service."""
    user, course = user or a_learner(), course or make_course()
    reference = reference or free_reference(user, course.translation_key)
    return enroll_service(user=user, course=course, source=source, reference=reference, ends_at=ends_at, now=now)


class EnrollmentFactory(factory.Factory):
    """`enroll` in the form of a factory: `EnrollmentFactory(user=…, course=…)`."""

    class Meta:
        model = Enrollment

    @classmethod
    def _build(cls, model_class, *args, **kwargs):
        raise NotImplementedError("An enrollment is made by a service; use create().")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return enroll(*args, **kwargs)


def make_path(
    *courses: CoursePage, title: str = "A learning path", live: bool = True, **fields: Any
) -> LearningPathPage:
    """A learning path through `courses`, in this order."""
    index = course_index()
    page = LearningPathPage(title=title, slug=free_slug(index, title), live=False, locale=index.locale, **fields)
    page.path_courses = [LearningPathCourse(course=course) for course in courses]
    index.add_child(instance=page)
    page.save_revision()
    return publish_page(page) if live else reload(page)
