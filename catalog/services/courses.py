"""Making courses."""

from django.db import transaction
from django.utils.text import slugify

from catalog.errors import CourseClosed
from catalog.models import CourseIndexPage, CourseInstructor, CoursePage, LessonPage, ModulePage

from .teams import sync_team


def course_index() -> CourseIndexPage:
    """The catalog page under which courses stand. Raises CourseClosed when the site has none."""
    index = CourseIndexPage.objects.order_by("path").first()
    if index is None:
        raise CourseClosed
    return index


@transaction.atomic
def create_course(*, author, title: str, index: CourseIndexPage | None = None, **fields) -> CoursePage:
    """A new draft course owned by `author`, with its team and the author as its first instructor.

    CourseCreated follows from the page's creation, whichever way it is made.
    """
    index = index or course_index()
    slug = fields.pop("slug", None) or free_slug(index, title)
    course = CoursePage(title=title, slug=slug, owner=author, live=False, locale=index.locale, **fields)
    course.course_instructors = [CourseInstructor(user=author)]
    index.add_child(instance=course)
    course.save_revision(user=author)
    sync_team(course=course, user_ids={author.pk})
    return course


@transaction.atomic
def add_module(*, course: CoursePage, title: str, author=None, **fields) -> ModulePage:
    """A new draft module at the end of `course`."""
    return _add_child(course, ModulePage, title, author, fields)


@transaction.atomic
def add_lesson(*, module: ModulePage, title: str, author=None, attachments=(), **fields) -> LessonPage:
    """A new draft lesson at the end of `module`."""
    return _add_child(module, LessonPage, title, author, fields, attachments=attachments)


def _add_child(parent, model, title, author, fields, **children):
    slug = fields.pop("slug", None) or free_slug(parent, title)
    page = model(title=title, slug=slug, owner=author, live=False, locale=parent.locale, **fields)
    for name, rows in children.items():
        setattr(page, name, list(rows))
    parent.add_child(instance=page)
    page.save_revision(user=author)
    return page


def free_slug(parent, title: str) -> str:
    """A slug for `title` that no child of `parent` has."""
    base = slugify(title)[:80] or "page"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(f"{base}-{number}" for number in range(2, len(taken) + 3) if f"{base}-{number}" not in taken)
