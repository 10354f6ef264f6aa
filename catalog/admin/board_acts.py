"""From a form of the board to the service that does it, and to the sentence that says it."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalog.errors import PageGone
from catalog.models import LessonPage, ModulePage
from catalog.services import curriculum_edits, curriculum_moves
from catalog.services.curriculum_templates import LessonTemplate
from catalog.services.duplicate import duplicate_lesson


@dataclass(frozen=True)
class Done:
    """What happened, in words; the page it happened to; the id of the control to go on from.

    `course_id` names the course to show next, where it is another one.
    """

    message: str
    page_id: int | None = None
    focus: str = ""
    course_id: int | None = None


def number(request: HttpRequest, name: str) -> int:
    """A number of the form. Raises BadRequest for anything else, which no form of ours sends."""
    text = request.POST.get(name, "")
    if not text.isdecimal() or len(text) > 18:
        raise BadRequest(name)
    return int(text)


def add_module(request: HttpRequest, course_id: int) -> Done:
    module = curriculum_edits.begin_module(user=request.user, course_id=course_id, title=request.POST.get("title", ""))
    return Done(_("Module “%(title)s” added.") % {"title": module.title}, module.pk, f"new-lesson-{module.pk}")


def add_lesson(request: HttpRequest, course_id: int) -> Done:
    template = request.POST.get("template", LessonTemplate.TEXT)
    if template not in LessonTemplate.values:
        raise BadRequest("template")
    module_id = number(request, "module")
    lesson = curriculum_edits.begin_lesson(
        user=request.user,
        course_id=course_id,
        module_id=module_id,
        title=request.POST.get("title", ""),
        template=template,
    )
    return Done(_("Lesson “%(title)s” added.") % {"title": lesson.title}, lesson.pk, f"new-lesson-{module_id}")


def move(request: HttpRequest, course_id: int) -> Done:
    """`up` or `down` with the id of a page; or `page` with its new `parent` and what it stands `before`."""
    way = {"user": request.user, "course_id": course_id, "stamp": request.POST.get("stamp", "")}
    for name, step in (("up", -1), ("down", 1)):
        if name in request.POST:
            page = curriculum_moves.step_page(page_id=number(request, name), by=step, **way)
            return moved(page, f"{name}-{page.pk}")
    page = curriculum_moves.move_page(
        page_id=number(request, "page"),
        parent_id=number(request, "parent"),
        before_id=number(request, "before") if request.POST.get("before") else None,
        **way,
    )
    return moved(page, f"handle-{page.pk}")


def moved(page, focus: str) -> Done:
    """Says where the page stands now."""
    parent = page.get_parent()
    family = list(parent.get_children().values_list("pk", flat=True))
    facts = {
        "title": page.get_admin_display_title(),
        "place": family.index(page.pk) + 1,
        "count": len(family),
        "parent": parent.get_admin_display_title(),
    }
    return Done(_("“%(title)s” is now %(place)d of %(count)d in “%(parent)s”.") % facts, page.pk, focus)


def rename(request: HttpRequest, course_id: int) -> Done:
    page = curriculum_edits.rename_page(
        user=request.user,
        course_id=course_id,
        page_id=number(request, "page"),
        title=request.POST.get("title", ""),
    )
    return Done(_("Renamed to “%(title)s”.") % {"title": page.draft_title}, page.pk, f"rename-{page.pk}")


def offline(request: HttpRequest, course_id: int) -> Done:
    page = curriculum_edits.take_offline(user=request.user, course_id=course_id, page_id=number(request, "page"))
    return Done(_("“%(title)s” is offline.") % {"title": page.title}, page.pk, f"more-{page.pk}")


def delete(request: HttpRequest, course_id: int) -> Done:
    curriculum_edits.delete_draft(user=request.user, course_id=course_id, page_id=number(request, "page"))
    return Done(_("Deleted."))


def duplicate(request: HttpRequest, course_id: int) -> Done:
    """Copies a lesson of this course into a module of any course of one's own."""
    lesson = LessonPage.objects.filter(pk=number(request, "page")).first()
    module = ModulePage.objects.filter(pk=number(request, "module")).first()
    if lesson is None or module is None:
        raise PageGone
    copy = duplicate_lesson(user=request.user, lesson=lesson, module=module)
    facts = {"title": copy.title, "parent": module.get_admin_display_title()}
    said = _("“%(title)s” is now the last lesson of “%(parent)s”.") % facts
    return Done(said, copy.pk, f"more-{copy.pk}", copy.get_course().pk)
