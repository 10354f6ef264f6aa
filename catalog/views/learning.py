"""Marking lessons as complete."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.errors import LessonLocked
from catalog.models import Completion, LessonPage
from catalog.queries.outline import Outline, course_outline
from catalog.services.completion import complete_lesson, undo_completion
from lms_site.errors import DomainError


@require_POST
@login_required
def complete(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Complete the lesson and go on to the next one; JSON for scripts that ask for it."""
    lesson = get_object_or_404(LessonPage, pk=lesson_id)
    how = request.POST.get("how", Completion.How.BUTTON)
    how = how if how in Completion.How.values else Completion.How.BUTTON
    try:
        completion = complete_lesson(user=request.user, lesson=lesson, how=how)
    except DomainError as error:
        return _refusal(request, lesson, error)
    outline = course_outline(lesson.get_course())
    if request.accepts("text/html"):
        _congratulate(request, completion)
        return redirect(_after(outline, lesson))
    return JsonResponse({"completed": True, "next_url": _after(outline, lesson)})


@require_POST
@login_required
def undo(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """Take the completion back and stay on the lesson."""
    lesson = get_object_or_404(LessonPage, pk=lesson_id)
    try:
        undo_completion(user=request.user, lesson=lesson)
    except DomainError as error:
        return _refusal(request, lesson, error)
    return redirect(lesson.get_url())


def _refusal(request: HttpRequest, lesson: LessonPage, error: DomainError) -> HttpResponse:
    status = 403 if isinstance(error, LessonLocked) else 409
    if request.accepts("text/html"):
        messages.error(request, str(error.message))
        return redirect(lesson.get_url() or "learn")
    return JsonResponse({"completed": False, "code": error.code, "message": str(error.message)}, status=status)


def _congratulate(request: HttpRequest, completion: Completion) -> None:
    completion.enrollment.refresh_from_db()
    if completion.enrollment.completed_at:
        messages.success(request, _("You have completed the course. Well done."))
    else:
        messages.success(request, _("Lesson completed."))


def _after(outline: Outline, lesson: LessonPage) -> str:
    """Where one goes after a lesson: to the next one, else to the course."""
    row = outline.find(lesson.pk)
    following = outline.neighbours(row)[1] if row else None
    return following.url if following else outline.course_url
