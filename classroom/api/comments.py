"""What the people of a batch say about its announcements."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from classroom.models import AnnouncementComment
from classroom.queries.stream import comments_of, published_in
from classroom.services.comments import remove_comment, write_comment
from lms_site.api.idempotency import idempotent
from lms_site.api.pagination import KeysetPages
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import stream_examples as examples
from .announcements import open_batch_for
from .batches import TAG
from .stream_serializers import CommentSerializer, WriteCommentSerializer


class CommentsView(ApiView):
    """The comments on an announcement."""

    serializer_class = CommentSerializer
    pagination_class = KeysetPages

    @extend_schema(tags=[TAG], summary="List the comments on an announcement", examples=[examples.COMMENT])
    def get(self, request, pk: int, announcement_id: int):
        """The newest first, 20 a page, without a total."""
        found = get_object_or_404(published_in(open_batch_for(request, pk)), pk=announcement_id)
        page = comments_of(found, request.query_params.get("before"))
        return self.paginator.answer(request, self.get_serializer(page.rows, many=True).data, page.next_before)

    @extend_schema(
        tags=[TAG],
        summary="Comment on an announcement",
        request=WriteCommentSerializer,
        responses={201: CommentSerializer},
        examples=[examples.SAY, examples.COMMENT],
    )
    @idempotent
    def post(self, request, pk: int, announcement_id: int):
        """For all who are in the batch. COMMENT_FLOOD beyond thirty an hour."""
        found = get_object_or_404(published_in(open_batch_for(request, pk)), pk=announcement_id)
        body = WriteCommentSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        comment = write_comment(user=request.user, announcement=found, **body.validated_data)
        return Response(self.get_serializer(comment).data, status=201)


class CommentView(ApiView):
    """One comment."""

    serializer_class = CommentSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Remove a comment", request=None, responses={204: None})
    def delete(self, request, pk: int, announcement_id: int, comment_id: int):
        """One's own, or any for those who teach; COMMENT_NOT_YOURS for others. Twice is once."""
        batch = open_batch_for(request, pk)
        rows = AnnouncementComment.objects.select_related("announcement").filter(announcement__batch=batch)
        comment = get_object_or_404(rows, pk=comment_id, announcement=announcement_id)
        remove_comment(user=request.user, comment=comment)
        return Response(status=204)


urlpatterns = [
    path("batches/<row:pk>/announcements/<row:announcement_id>/comments/", CommentsView.as_view()),
    path("batches/<row:pk>/announcements/<row:announcement_id>/comments/<row:comment_id>/", CommentView.as_view()),
]
