"""Private files: each request is judged by the same function as the lesson that the file belongs to."""

import mimetypes
import os

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.core.files.storage import FileSystemStorage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from catalog.access import lesson_access
from catalog.byte_ranges import ranged_response
from catalog.models import CourseDocument, CourseMedia, LessonPage
from catalog.signed import FileTicket, read_ticket

INLINE_TYPES = ("video/", "audio/", "text/vtt")


@require_safe
def private_file(request: HttpRequest, token: str) -> HttpResponse:
    """Serve the file of a signed address. 404 when it is forged, expired or no longer allowed."""
    try:
        ticket = read_ticket(token)
    except signing.BadSignature as error:
        raise Http404 from error
    lesson = LessonPage.objects.filter(pk=ticket.lesson_id).first()
    if lesson is None or not lesson_access(_person(ticket), lesson).allowed:
        raise Http404
    model = CourseMedia if ticket.kind == "media" else CourseDocument
    found = model.objects.filter(pk=ticket.file_id).first()
    if found is None:
        raise Http404
    return file_response(request, found.file)


def _person(ticket: FileTicket):
    if not ticket.user_id:
        return AnonymousUser()
    return get_user_model().objects.filter(pk=ticket.user_id, is_active=True).first() or AnonymousUser()


def file_response(request: HttpRequest, file) -> HttpResponse:
    """Local files are streamed from here; a bucket's own signed address takes over in production."""
    if not isinstance(file.storage, FileSystemStorage):
        return redirect(file.url)
    name = os.path.basename(file.name)
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith(".vtt"):
        content_type = "text/vtt"
    is_inline = content_type.startswith(INLINE_TYPES)
    if not is_inline and content_type.startswith(("text/html", "image/svg", "application/xhtml")):
        content_type = "application/octet-stream"
    try:
        response = ranged_response(request, file, content_type=content_type)
    except FileNotFoundError as error:
        raise Http404 from error
    response["Content-Disposition"] = f'{"inline" if is_inline else "attachment"}; filename="{_ascii(name)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _ascii(name: str) -> str:
    return "".join(letter if letter.isascii() and letter not in '"\\\r\n' else "_" for letter in name)
