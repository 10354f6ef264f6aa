"""Making many pages in little time, with the same outcome as one by one."""

from uuid import uuid4

from django.db.models import F
from django.utils.text import slugify
from wagtail.models import Page

from catalog.models import LearningPathCourse, LearningPathPage, LessonPage, ModulePage
from lms_site.bulk_insert import VALUE_AS_ID, insert_for_each


def repeat_lesson(lesson: LessonPage, titles: list[str]) -> None:
    """Copies of the last lesson of a module, row by row: a hundred of them cost no more than two of the services'."""
    repeat_page(lesson, titles)


def repeat_module(module: ModulePage, titles: list[str]) -> None:
    """Copies of the last module of a course, which has no lessons."""
    repeat_page(module, titles)


def repeat_path(path: LearningPathPage, titles: list[str]) -> list[LearningPathPage]:
    """Copies of a path that was just made, through the same courses."""
    paths = list(LearningPathPage.objects.filter(pk__in=repeat_page(path, titles)).order_by("path"))
    LearningPathCourse.objects.bulk_create(
        LearningPathCourse(path=made, course_id=row.course_id, sort_order=row.sort_order)
        for made in paths
        for row in path.path_courses.all()
    )
    return paths


def repeat_page(of: Page, titles: list[str]) -> list[int]:
    """Copies of the last page below its parent, each of another title, with no revisions; their numbers."""
    parent, page = of.get_parent(), of.page_ptr
    shared = {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}
    own = {"id": None, "latest_revision_id": None, "live_revision_id": None}
    copies = [Page(**{**shared, **own, "translation_key": uuid4(), "title": title}) for title in titles]
    for place, made in enumerate(copies, parent.numchild + 1):
        made.path, made.slug = Page._get_path(page.path, page.depth, place), slugify(made.title)
        made.draft_title, made.url_path = made.title, f"{parent.url_path}{made.slug}/"
    made_ids = [made.pk for made in Page.objects.bulk_create(copies)]
    insert_for_each(made_ids, of, columns={"page_ptr_id": VALUE_AS_ID})
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(titles))
    return made_ids
