"""Notes and bookmarks: beside a lesson, and all on one page. Everything here is for one person alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.seeing import own_eyes_only
from catalog.access import EXPLANATIONS, Access, lesson_access
from catalog.models import CoursePage, LessonPage, Note
from catalog.note_forms import NoteForm, NoteSearchForm, NoteTextForm
from catalog.queries.notes import as_markdown, lesson_notes, notes_page
from catalog.queries.outline import course_outline
from catalog.services.notes import bookmark, change_note, delete_note, write_note
from lms_site.errors import DomainError


@never_cache
@require_safe
@login_required
@own_eyes_only
def notes(request: HttpRequest) -> HttpResponse:
    """All notes of the person, the newest first, with search and one course at a time."""
    form = NoteSearchForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    query, course_key, before = asked.get("q", ""), asked.get("course"), request.GET.get("before")
    page = notes_page(request.user, query=query, course_key=course_key, before=before)
    context = {"page": page, "query": query, "course_key": course_key, "is_later": bool(before)}
    return render(request, "catalog/notes.html", context)


@never_cache
@require_safe
@login_required
@own_eyes_only
def export(request: HttpRequest) -> HttpResponse:
    """All notes as one markdown file, written while it is sent."""
    response = StreamingHttpResponse(as_markdown(request.user), content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="notes.md"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@own_eyes_only
def of_lesson(request: HttpRequest, lesson_id: int) -> HttpResponse:
    """The notes of one lesson: a page, or with `?panel` only what stands in the lesson's side panel.

    POST keeps a note or a bookmark. Own notes stay readable when the lesson has closed; whoever has
    none there and may not read it gets 403 with the reason.
    """
    lesson = get_object_or_404(LessonPage, pk=lesson_id)
    course = lesson.get_course()
    access = lesson_access(request.user, lesson, course=course)
    if request.method == "POST" and access.allowed:
        return _keep(request, lesson, course, access)
    return _shown(request, lesson, course, access, status=403 if request.method == "POST" else 200)


def _keep(request: HttpRequest, lesson: LessonPage, course: CoursePage, access: Access) -> HttpResponse:
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            if form.is_bookmark:
                bookmark(user=request.user, lesson=lesson, spot=form.spot)
            else:
                write_note(user=request.user, lesson=lesson, text=form.cleaned_data["text"], spot=form.spot)
        except DomainError as error:
            form.add_error("text", str(error.message))
    if form.errors:
        return _shown(request, lesson, course, access, form=form, status=422)
    said = _("Bookmarked.") if form.is_bookmark else _("Note saved.")
    return _after(request, lesson, course, access, said)


def _after(request: HttpRequest, lesson: LessonPage, course: CoursePage, access: Access, said: str) -> HttpResponse:
    """Show the panel again with what was done, or go back to the lesson's page of notes."""
    if "panel" in request.GET:
        return _shown(request, lesson, course, access, said=said)
    messages.success(request, said)
    return redirect("catalog:lesson_notes", lesson.pk)


def _shown(
    request: HttpRequest,
    lesson: LessonPage,
    course: CoursePage,
    access: Access,
    *,
    form: NoteForm | None = None,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = lesson_notes(request.user, lesson.translation_key)
    may_look = access.allowed or bool(rows)
    outline = course_outline(course)
    row = outline.find(lesson.pk)
    context = {
        "lesson": lesson if may_look else None,
        "course": course,
        "lesson_url": row.url if row and may_look else outline.course_url,
        "rows": rows,
        "may_write": access.allowed,
        "explanation": EXPLANATIONS.get(access.reason, ""),
        "form": form or NoteForm(),
        "said": said,
    }
    template = "catalog/note_panel.html" if "panel" in request.GET else "catalog/note_lesson.html"
    return render(request, template, context, status=status if may_look else 403)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@own_eyes_only
def change(request: HttpRequest, note_id: int) -> HttpResponse:
    """Write a note of one's own anew; 404 for those of others."""
    note = get_object_or_404(Note, pk=note_id, user=request.user)
    form = NoteTextForm(request.POST if request.method == "POST" else None, initial={"text": note.text})
    if request.method == "POST" and form.is_valid():
        change_note(user=request.user, note_id=note.pk, text=form.cleaned_data["text"])
        return _back(request, note, _("Note saved."))
    return render(request, "catalog/note_edit.html", {"note": note, "form": form}, status=422 if form.errors else 200)


@never_cache
@require_POST
@login_required
@own_eyes_only
def delete(request: HttpRequest, note_id: int) -> HttpResponse:
    """Remove a note of one's own; the button stands behind a question. 404 for those of others."""
    note = get_object_or_404(Note, pk=note_id, user=request.user)
    delete_note(user=request.user, note_id=note_id)
    return _back(request, note, _("Deleted."))


def _back(request: HttpRequest, note: Note, said: str) -> HttpResponse:
    """To where the note was touched: the panel of its lesson, or the list."""
    lesson = LessonPage.objects.filter(translation_key=note.lesson_key).order_by("-live", "pk").first()
    if "panel" in request.GET and lesson is not None:
        course = lesson.get_course()
        return _after(request, lesson, course, lesson_access(request.user, lesson, course=course), said)
    messages.success(request, said)
    return redirect("catalog:notes")
