"""The stream of a batch."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from classroom.models import BatchAnnouncement, CourseBatch
from classroom.queries.stream import posts_of, published_in, stream_page, waiting_in
from classroom.services.announcements import (
    AnnouncementDraft,
    change_announcement,
    post_announcement,
    publish_now,
    remove_announcement,
)
from lms_site.api.idempotency import idempotent
from lms_site.api.pagination import KeysetPages
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import stream_examples as examples
from .batches import TAG, find_batch
from .stream_serializers import (
    AnnouncementSerializer,
    ChangeAnnouncementSerializer,
    WriteAnnouncementSerializer,
)

STATES = ("published", "waiting")
STATE = OpenApiParameter(
    "state", str, enum=STATES, description="Default: published. `waiting`, for those who teach, is not out yet."
)


def open_batch_for(request, pk: int, permission: str = "classroom.view_batch") -> CourseBatch:
    """A batch in which the caller may do this. Raises NotFound, PermissionDenied."""
    found = find_batch(request.user, pk)
    if not request.user.has_perm(permission, found):
        raise PermissionDenied
    return found


def find_announcement(request, batch: CourseBatch, announcement_id: int) -> BatchAnnouncement:
    """One that the caller may read: what is out, and for those who teach what waits. Raises Http404."""
    rows = published_in(batch)
    if request.user.has_perm("classroom.assist_batch", batch):
        rows = BatchAnnouncement.objects.filter(batch=batch, removed_at=None).select_related("author")
    return get_object_or_404(rows, pk=announcement_id)


class AnnouncementsView(ApiView):
    """What the people of a batch are told."""

    serializer_class = AnnouncementSerializer
    pagination_class = KeysetPages

    @extend_schema(tags=[TAG], summary="Read the stream", parameters=[STATE], examples=[examples.ANNOUNCEMENT])
    def get(self, request, pk: int):
        """The newest first, pinned ones among them; 20 a page without a total. What waits comes at once, 50 at most."""
        batch = open_batch_for(request, pk)
        state = request.query_params.get("state", STATES[0])
        if state not in STATES:
            raise ValidationError({"state": [", ".join(STATES)]})
        if state == "waiting":
            if not request.user.has_perm("classroom.assist_batch", batch):
                raise PermissionDenied
            return self._answer(request, posts_of(list(waiting_in(batch))), "")
        page = stream_page(batch, request.query_params.get("before", ""), with_pinned=True)
        return self._answer(request, page.posts, page.before)

    def _answer(self, request, posts, before: str) -> Response:
        return self.paginator.answer(request, self.get_serializer(posts, many=True).data, before or None)

    @extend_schema(
        tags=[TAG],
        summary="Announce something",
        request=WriteAnnouncementSerializer,
        responses={201: AnnouncementSerializer},
        examples=[examples.ANNOUNCE, examples.ANNOUNCEMENT],
    )
    @idempotent
    def post(self, request, pk: int):
        """For those who teach; at once, or at `publish_at`. Files are added on the site."""
        batch = open_batch_for(request, pk, "classroom.assist_batch")
        body = WriteAnnouncementSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        draft = AnnouncementDraft(**body.validated_data)
        posted = post_announcement(user=request.user, batch=batch, draft=draft)
        return Response(self.get_serializer(posts_of([posted])[0]).data, status=201)


class AnnouncementView(ApiView):
    """One announcement."""

    serializer_class = AnnouncementSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Read an announcement", examples=[examples.ANNOUNCEMENT])
    def get(self, request, pk: int, announcement_id: int):
        """One that is out; for those who teach also one that waits."""
        found = find_announcement(request, open_batch_for(request, pk), announcement_id)
        return Response(self.get_serializer(posts_of([found])[0]).data)

    @extend_schema(
        tags=[TAG],
        summary="Change an announcement",
        request=ChangeAnnouncementSerializer,
        responses={200: AnnouncementSerializer},
        examples=[examples.CHANGE, examples.ANNOUNCEMENT],
    )
    def patch(self, request, pk: int, announcement_id: int):
        """For those who teach. What is out stays out and is not mailed again."""
        batch = open_batch_for(request, pk, "classroom.assist_batch")
        found = find_announcement(request, batch, announcement_id)
        body = ChangeAnnouncementSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        names = ("text", "publish_at", "is_pinned", "by_mail")
        known = {name: getattr(found, name) for name in names}
        changed = change_announcement(announcement=found, draft=AnnouncementDraft(**{**known, **body.validated_data}))
        return Response(self.get_serializer(posts_of([changed])[0]).data)

    @extend_schema(tags=[TAG], summary="Remove an announcement", request=None, responses={204: None})
    def delete(self, request, pk: int, announcement_id: int):
        """For those who teach; no more mails of it are written. It can be put back on the site."""
        batch = open_batch_for(request, pk, "classroom.assist_batch")
        remove_announcement(announcement=find_announcement(request, batch, announcement_id))
        return Response(status=204)


class PublishView(ApiView):
    """An announcement that waits goes out before its time."""

    serializer_class = AnnouncementSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Publish an announcement now", request=None, examples=[examples.ANNOUNCEMENT])
    def post(self, request, pk: int, announcement_id: int):
        """For those who teach; twice is once."""
        batch = open_batch_for(request, pk, "classroom.assist_batch")
        published = publish_now(announcement=find_announcement(request, batch, announcement_id))
        return Response(self.get_serializer(posts_of([published])[0]).data)


urlpatterns = [
    path("batches/<row:pk>/announcements/", AnnouncementsView.as_view()),
    path("batches/<row:pk>/announcements/<row:announcement_id>/", AnnouncementView.as_view()),
    path("batches/<row:pk>/announcements/<row:announcement_id>/publish/", PublishView.as_view()),
]
