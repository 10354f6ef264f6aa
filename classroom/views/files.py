"""Files of a batch: each request is judged anew, whatever its signed address says."""

from django.contrib.auth import get_user_model
from django.core.files.storage import FileSystemStorage
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from catalog.byte_ranges import ranged_response
from classroom.models import BatchFile
from classroom.queries.batch_files import file_for
from classroom.services.batch_files import STORAGE_AWAY
from classroom.signed import read_batch_file_token


@require_safe
def batch_file(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out the file of a signed address. 404 when it is forged, expired or no longer allowed."""
    try:
        file_id, user_id = read_batch_file_token(token)
    except (BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    person = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    file = file_for(person, file_id, timezone.now()) if person else None
    if file is None:
        raise Http404
    try:
        return _hand_out(request, file)
    except FileNotFoundError as error:
        raise Http404 from error
    except STORAGE_AWAY:
        return render(request, "classroom/file_away.html", {"name": file.name}, status=503)


def _hand_out(request: HttpRequest, file: BatchFile) -> HttpResponse:
    """Local files are streamed from here; a bucket's own signed address takes over in production."""
    disposition = content_disposition_header(True, file.name) or "attachment"
    storage = file.file.storage
    if not isinstance(storage, FileSystemStorage):
        parameters = {"ResponseContentDisposition": disposition}
        return redirect(storage.url(file.file.name, parameters=parameters))
    response = ranged_response(request, file.file, content_type="application/octet-stream")
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


urlpatterns = [path("batches/files/<str:token>/", batch_file, name="file")]
