"""What the CMS tests need: two courses of two instructors, and forms as the editor sends them."""

from dataclasses import dataclass

from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.models import User
from catalog.models import CourseDocument, CourseImage, CourseMedia, CoursePage, LessonPage, ModulePage
from tests.factories.catalog import (
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    lessons_of,
    make_course,
    modules_of,
    reload,
)

HIDDEN = "quincepudding"
STREAMS = ("description", "outcomes", "requirements", "audience", "faq")


@dataclass(frozen=True)
class Territory:
    """A draft course of one instructor with its pages and files, all named by the hidden word."""

    course: CoursePage
    module: ModulePage
    lesson: LessonPage
    image: CourseImage
    document: CourseDocument
    film: CourseMedia

    @property
    def author(self) -> User:
        return self.course.owner

    @property
    def pages(self) -> list:
        return [self.course, self.module, self.lesson]


def make_territory(word: str = HIDDEN, *, live: bool = False, in_review: bool = False) -> Territory:
    """A course whose titles, texts, files and folder carry `word`; its lesson waits for review if asked."""
    course = make_course(title=f"Course {word}", modules=1, lessons=1, live=live)
    module, lesson = modules_of(course)[0], lessons_of(course)[0]
    for page in (module, lesson):
        page.title = f"{page.title} {word}"
        page.save_revision(user=course.owner)
        page.draft_title = page.title
        page.save()
    lesson.body = [("paragraph", f"<p>{word}</p>")]
    lesson.save_revision(user=course.owner)
    if in_review:
        lesson.get_workflow().start(lesson, course.owner)
    folder = course.team.collection
    return Territory(
        reload(course),
        reload(module),
        reload(lesson),
        ImageFactory(title=f"Image {word}", collection=folder),
        DocumentFactory(title=f"Document {word}", collection=folder),
        MediaFactory(title=f"Film {word}", collection=folder),
    )


def editor_form(page, **fields) -> dict:
    """A POST of the editor for `page` as it stands, with `fields` changed and no review asked for."""
    forms = {CoursePage: course_form, ModulePage: module_form, LessonPage: lesson_form}
    return forms[type(page)](page) | fields


def course_form(course: CoursePage) -> dict:
    names = ("title", "slug", "subtitle", "summary", "trailer_url", "level", "language", "delivery", "currency")
    rows = [{"id": row.pk, "user": row.user_id, "ORDER": number} for number, row in enumerate(instructors(course))]
    return nested_form_data(
        {
            **{name: getattr(course, name) for name in names},
            **{name: streamfield([]) for name in STREAMS},
            "price_minor": f"{course.price_minor / 100:.2f}",
            "has_certificate": "on",
            "tags": "",
            "prerequisites": inline_formset([]),
            "course_instructors": inline_formset(rows, initial=len(rows)),
            "comments": inline_formset([]),
        }
    )


def instructors(course: CoursePage) -> list:
    return list(course.get_latest_revision_as_object().course_instructors.all())


def name_instructor(course: CoursePage, person: User) -> dict:
    """The editor's POST that names one more instructor."""
    rows = [{"id": row.pk, "user": row.user_id, "ORDER": 1} for row in instructors(course)]
    rows.append({"id": "", "user": person.pk, "ORDER": 2})
    formset = nested_form_data({"course_instructors": inline_formset(rows, initial=len(rows) - 1)})
    return course_form(course) | formset


def module_form(module: ModulePage) -> dict:
    fields = {"title": module.title, "slug": module.slug, "summary": "", "opens_after_days": "0"}
    return nested_form_data({**fields, "comments": inline_formset([])})


def lesson_form(lesson: LessonPage) -> dict:
    return nested_form_data(
        {
            "title": lesson.title,
            "slug": lesson.slug,
            "body": streamfield([]),
            "expected_minutes": "5",
            "completes_by": "button",
            "is_required": "on",
            "attachments": inline_formset([]),
            "comments": inline_formset([]),
        }
    )


def new_page(model: type, title: str, slug: str) -> dict:
    """The editor's POST that makes a module or a lesson."""
    return editor_form(model(title=title, slug=slug))
