"""Classwork: the room in which the material of a batch stands, by topics."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache

from catalog.queries.named_courses import open_enrollment
from classroom.classwork_forms import MaterialForm, TopicForm
from classroom.models import CourseBatch, Material
from classroom.queries.classwork import classwork_of

from .room import enter, show_room

ROOM = "classroom:classwork"


@never_cache
@login_required
def classwork(request: HttpRequest, pk: int) -> HttpResponse:
    """Topics with their materials; those who teach see what is still to come, too, and change it here."""
    return show_classwork(request, enter(request, pk))


def show_classwork(request: HttpRequest, batch: CourseBatch, **context) -> HttpResponse:
    """The room; `form` and `topic_form` where they were filled in before."""
    now = timezone.now()
    teaches = request.user.has_perm("classroom.assist_batch", batch)
    frame = {
        "here": ROOM,
        "rooms": classwork_of(batch, shown_at=None if teaches else now),
        "enrollment": open_enrollment(request.user, batch.course_key),
        "may_write": teaches and batch.archived_at is None,
        "now": now,
    }
    if frame["may_write"]:
        frame |= {"form": MaterialForm(), "topic_form": TopicForm(), **_removed(request, batch)}
    return show_room(request, "classroom/classwork.html", batch, **frame | context)


def _removed(request: HttpRequest, batch: CourseBatch) -> dict[str, object]:
    """The material that was removed just now, to be put back."""
    wanted = request.GET.get("removed", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        return {}
    return {"removed": Material.objects.filter(batch=batch, removed_at__isnull=False, pk=int(wanted)).first()}


urlpatterns = [path("batches/<int:pk>/classwork/", classwork, name="classwork")]
