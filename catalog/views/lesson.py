"""The line of reading: path -> cached shell -> access -> holes."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from accounts.seeing import is_looking
from catalog.access import Access, Reason, Standing, outline_access, standing_in
from catalog.holes import LessonReader
from catalog.models import LessonPage
from catalog.queries.addresses import find_lesson
from catalog.queries.outline import Outline, OutlineLesson, course_outline, course_version
from catalog.rules import may_write_course_id
from catalog.services.completion import note_visit
from catalog.services.shells import SHARED, build_shell, cached_shell
from catalog.shell import Shell
from lms_site.public import mark_audience

from .denied import denied_response

SHELL_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class LessonPlace:
    """What the shell of a lesson is about: its course and its place there."""

    outline: Outline
    lesson: OutlineLesson

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        return self.outline.size


def read_lesson(request: HttpRequest, course: str, module: str, lesson: str) -> HttpResponse:
    """Answer from the cached shell when there is one; else find the lesson and leave the rest to Wagtail."""
    shell = cached_shell(request)
    if shell is not None:
        return answer(request, shell)
    page = find_lesson(course, module, lesson)
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)
    return wagtail_serve(request, f"courses/{course}/{module}/{lesson}/")


def lesson_response(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """The ordinary way: render the shell, keep it, answer from it."""
    course = page.get_course()
    outline = course_outline(course)
    row = outline.find(page.pk)
    if row is None:
        raise Http404
    shell = build_shell(
        request,
        page,
        {"course": course, **page_context(page, outline, row)},
        depends_on=[course_version(outline.course_key), SHARED],
        about=LessonPlace(outline, row),
        seconds=SHELL_SECONDS,
    )
    return answer(request, shell)


def answer(request: HttpRequest, shell: Shell) -> HttpResponse:
    """Decide, then fill the holes for this person. Costs two queries for the standing of a learner."""
    outline, row, user = shell.about.outline, shell.about.lesson, request.user
    standing = standing_in(user, outline.course_key)
    access = outline_access(outline, row, standing, signed_in=user.is_authenticated)
    if not access.allowed and user.is_authenticated and may_write_course_id(user, outline.course_id):
        access = Access(True, Reason.TEAM)
    if not access.allowed:
        return denied_response(request, outline, row, access, standing)
    if standing.enrollment is not None and not is_looking(request):
        note_visit(standing.enrollment, row.key)
    reader = LessonReader(request, outline, row, access, standing)
    response = HttpResponse(shell.fill(reader.fill))
    return mark_audience(request, response)


def page_context(page: LessonPage, outline: Outline, row: OutlineLesson) -> dict:
    """What the lesson template needs beside the page; the same for every reader."""
    previous, following = outline.neighbours(row) if row in outline.lessons else (None, None)
    attachments = [attachment for attachment in page.attachments.all() if attachment.document_id]
    return {
        "outline": outline,
        "current": row,
        "previous": previous,
        "next": following,
        "attachments": attachments,
    }


def preview_context(request: HttpRequest, page: LessonPage) -> dict:
    """The context of an author's preview: the lesson as an enrolled learner sees it."""
    course = page.get_course()
    outline = course_outline(course)
    row = outline.find(page.pk) or draft_row(page)
    reader = LessonReader(request, outline, row, Access(True, Reason.TEAM), Standing())
    return {"course": course, "reader": reader, **page_context(page, outline, row)}


def draft_row(page: LessonPage) -> OutlineLesson:
    """An outline row for a lesson that is not in the live outline."""
    return OutlineLesson(
        id=page.pk or 0,
        key=page.translation_key,
        title=page.title,
        url="",
        minutes=page.expected_minutes,
        number=1,
        module_key=page.translation_key,
        module_number=1,
        opens_after_days=0,
        is_free_preview=page.is_free_preview,
        is_required=page.is_required,
        completes_by_video=page.completes_by == LessonPage.CompletesBy.VIDEO,
        has_video=page.video_id is not None,
    )


def visitor_preview(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """What somebody who is not enrolled gets at this address."""
    outline = course_outline(page.get_course())
    row = outline.find(page.pk) or draft_row(page)
    access = outline_access(outline, row, Standing(), signed_in=False)
    if access.allowed:
        return LessonPage.serve_preview(page, request, "learner")
    return denied_response(request, outline, row, Access(False, Reason.NOT_ENROLLED), Standing())
