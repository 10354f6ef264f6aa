"""The stream: the room in which a batch is told what is new, and talks about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from classroom.models import BatchAnnouncement, CourseBatch
from classroom.queries.stream import (
    comments_of,
    next_session_of,
    pinned_posts,
    posts_of,
    published_in,
    standing_comments,
    stream_page,
    waiting_in,
)
from classroom.services.comments import remove_comment, write_comment
from classroom.stream_forms import AnnouncementForm, CommentForm
from lms_site.errors import DomainError

from .room import enter, show_room

ROOM = "classroom:batch"


def show_stream(
    request: HttpRequest, batch: CourseBatch, form: AnnouncementForm | None = None, **context
) -> HttpResponse:
    """The stream; for those who teach with a composer, `form` where that was filled in before, and with what waits."""
    before, now = request.GET.get("before", ""), timezone.now()
    session = next_session_of(batch, now)
    may_write = request.user.has_perm("classroom.assist_batch", batch) and batch.archived_at is None
    frame = {
        "here": ROOM,
        "pinned": [] if before else posts_of(pinned_posts(batch)),
        "page": stream_page(batch, before),
        "is_first": not before,
        "next_session": session,
        "is_on": session is not None and session.starts_at <= now,
        "comment_form": CommentForm(auto_id=False),
        "may_comment": batch.archived_at is None,
        "form": None,
    }
    if may_write:
        frame |= {"form": form or AnnouncementForm(), "waiting": list(waiting_in(batch)), **_removed(request, batch)}
    return show_room(request, "classroom/stream.html", batch, **frame | context)


def _removed(request: HttpRequest, batch: CourseBatch) -> dict[str, object]:
    """The announcement that was removed just now, to be put back."""
    wanted = request.GET.get("removed", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        return {}
    rows = BatchAnnouncement.objects.filter(batch=batch, removed_at__isnull=False)
    return {"removed": rows.filter(pk=int(wanted)).first()}


@never_cache
@login_required
def announcement(request: HttpRequest, pk: int, announcement_id: int) -> HttpResponse:
    """One announcement with all its comments; POST says something about it."""
    batch = enter(request, pk)
    found = get_object_or_404(published_in(batch), pk=announcement_id)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            comment = write_comment(user=request.user, announcement=found, text=form.cleaned_data["text"])
        except DomainError as refusal:
            form.add_error("text", str(refusal.message))
        else:
            back = redirect("classroom:announcement", pk, announcement_id)
            back["Location"] += f"#comment-{comment.pk}"
            return back
    page = comments_of(found, request.GET.get("before"))
    context = {
        "here": ROOM,
        "post": posts_of([found])[0],
        "page": page,
        "comments": page.rows[::-1],
        "form": form,
        "may_comment": batch.archived_at is None,
        "status": 422 if form.errors else 200,
    }
    return show_room(request, "classroom/announcement.html", batch, **context)


@never_cache
@login_required
def comment_removal(request: HttpRequest, pk: int, comment_id: int) -> HttpResponse:
    """GET asks with the words; POST removes the comment: one's own, or any for those who teach."""
    batch = enter(request, pk)
    comment = get_object_or_404(standing_comments().select_related("announcement"), pk=comment_id)
    is_own = comment.author_id == request.user.pk
    if comment.announcement.batch_id != batch.pk or not (
        is_own or request.user.has_perm("classroom.assist_batch", batch)
    ):
        raise Http404
    if request.method == "POST":
        try:
            remove_comment(user=request.user, comment=comment)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("The comment is removed."))
        return redirect("classroom:announcement", pk, comment.announcement_id)
    return show_room(request, "classroom/comment_remove.html", batch, here=ROOM, comment=comment)


urlpatterns = [
    path("batches/<int:pk>/announcements/<int:announcement_id>/", announcement, name="announcement"),
    path("batches/<int:pk>/comments/<int:comment_id>/remove/", comment_removal, name="comment_removal"),
]
