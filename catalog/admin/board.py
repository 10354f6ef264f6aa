"""The curriculum board: all modules and lessons of a course on one page, to arrange by pointer or keys.

Every act is a POST that works as a plain form; the script asks for the same with `X-Board`, and gets
the board itself back, with what happened in words.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from catalog.admin import board_acts
from catalog.errors import BoardOutdated, PageGone, TitleRefused
from catalog.models import CoursePage
from catalog.queries.board import course_for, load_board, modules_to_copy_to
from catalog.rules import moderates
from catalog.services.curriculum_templates import LessonTemplate
from catalog.services.duplicate import duplicate_course
from lms_site.errors import DomainError

ACTS: dict[str, Callable[[HttpRequest, int], board_acts.Done]] = {
    "add-module": board_acts.add_module,
    "add-lesson": board_acts.add_lesson,
    "move": board_acts.move,
    "rename": board_acts.rename,
    "offline": board_acts.offline,
    "delete": board_acts.delete,
    "duplicate": board_acts.duplicate,
}
STATUSES = {
    BoardOutdated: HTTPStatus.CONFLICT,
    PageGone: HTTPStatus.CONFLICT,
    TitleRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def course_to_write(request: HttpRequest, course_id: int) -> CoursePage:
    """The course, for its team and for moderators; 404 when there is none, refused otherwise."""
    course = course_for(request.user, course_id)
    if course is None:
        raise Http404
    if not (course.is_mine or moderates(request.user)):
        raise PermissionDenied
    return course


@require_safe
def course_board(request: HttpRequest, course_id: int) -> HttpResponse:
    """The board of one course."""
    return show_board(request, course_to_write(request, course_id), "catalog/admin/board.html")


def show_board(request: HttpRequest, course: CoursePage, template: str, *, status: int = 200, **said) -> HttpResponse:
    """Render the board; `said` is what the script tells the person (`message`, `tone`, `focus`)."""
    context = {
        "course": course,
        "board": load_board(course),
        "templates": LessonTemplate.choices,
        "header_title": _("Curriculum of “%(title)s”") % {"title": course.get_admin_display_title()},
        "breadcrumbs_items": breadcrumbs(course),
        **said,
    }
    return render(request, template, context, status=status)


def breadcrumbs(course: CoursePage, *further: str) -> list[dict]:
    """Courses, this course, and whatever comes after."""
    listing = {"url": reverse("course_listing"), "label": _("Courses")}
    board = {"url": reverse("course_board", args=[course.pk]), "label": course.get_admin_display_title()}
    return [listing, board, *({"url": "", "label": label} for label in further)]


@require_safe
def board_page(request: HttpRequest, course_id: int, page_id: int) -> HttpResponse:
    """What can be done with one module or lesson: rename, move elsewhere, take offline, delete."""
    course = course_to_write(request, course_id)
    board = load_board(course)
    found = place_of(board, page_id)
    if found is None:
        messages.warning(request, PageGone.message)
        return redirect("course_board", course.pk)
    module, page = found
    is_lesson = module.page.id != page.id
    has_live_part = page.is_live or (not is_lesson and any(lesson.is_live for lesson in module.lessons))
    context = {
        "course": course,
        "page": page,
        "module": module,
        "is_lesson": is_lesson,
        "others": [other.page for other in board.modules if other.page.id != module.page.id],
        "stamp": board.stamp,
        "targets": modules_to_copy_to(request.user, course) if is_lesson else [],
        "can_take_offline": page.is_live and moderates(request.user),
        "can_delete": not has_live_part,
        "header_title": page.title,
        "breadcrumbs_items": breadcrumbs(course, page.title),
    }
    return render(request, "catalog/admin/board_page.html", context)


def place_of(board, page_id: int):
    """The module in which the page stands (or which it is) and the page, or None."""
    for module in board.modules:
        for page in (module.page, *module.lessons):
            if page.id == page_id:
                return module, page
    return None


@require_POST
def board_act(request: HttpRequest, course_id: int, act: str) -> HttpResponse:
    """Do one thing to the curriculum and show the board as it is then; refusals change nothing."""
    course = course_to_write(request, course_id)
    try:
        done = ACTS[act](request, course_id)
    except DomainError as error:
        status = STATUSES.get(type(error), HTTPStatus.FORBIDDEN)
        return answer(request, course, message=str(error), tone="error", status=status)
    if done.course_id not in (None, course.pk):
        course = course_to_write(request, done.course_id)
    return answer(request, course, message=done.message, focus=done.focus, page_id=done.page_id)


@require_POST
def course_copy(request: HttpRequest, course_id: int) -> HttpResponse:
    """Duplicate the whole course and go on to the board of the copy."""
    course = course_to_write(request, course_id)
    try:
        copy = duplicate_course(user=request.user, course_id=course_id)
    except DomainError as error:
        return answer(request, course, message=str(error), tone="error")
    said = _("“%(title)s” is a draft of your own. Reload this page if its lessons are not here yet.")
    messages.success(request, said % {"title": copy.title})
    return redirect("course_board", copy.pk)


def answer(
    request: HttpRequest,
    course: CoursePage,
    *,
    message: str,
    tone: str = "success",
    status: int = HTTPStatus.OK,
    focus: str = "",
    page_id: int | None = None,
) -> HttpResponse:
    """The fresh board for the script; the message and the way back for a plain form."""
    if request.headers.get("X-Board"):
        said = {"message": message, "tone": tone, "focus": focus}
        return show_board(request, course, "catalog/admin/board_body.html", status=status, **said)
    {"success": messages.success, "error": messages.error}[tone](request, message)
    place = f"#page-{page_id}" if page_id else ""
    return redirect(reverse("course_board", args=[course.pk]) + place)
