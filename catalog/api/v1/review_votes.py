"""What others make of a review."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from catalog.services.review_votes import report_review, vote_helpful
from lms_site.api.idempotency import idempotent
from lms_site.api.views import ApiView

from . import examples
from .review_serializers import ReportSerializer, ReviewSerializer
from .reviews import find_review


class HelpfulView(ApiView):
    """Finding a review helpful."""

    serializer_class = ReviewSerializer
    pagination_class = None

    @extend_schema(tags=["Reviews"], summary="Find a review helpful", request=None, examples=[examples.REVIEW])
    def put(self, request, pk: int):
        """Counted once a person."""
        find_review(request.user, pk)
        return Response(self.get_serializer(vote_helpful(user=request.user, review_id=pk)).data)

    @extend_schema(tags=["Reviews"], summary="Take the vote back", request=None, responses={204: None})
    def delete(self, request, pk: int):
        """Without a vote nothing happens."""
        vote_helpful(user=request.user, review_id=pk, is_helpful=False)
        return Response(status=204)


class ReportView(ApiView):
    """Asking the moderators to look at a review."""

    serializer_class = ReportSerializer
    pagination_class = None

    @extend_schema(
        tags=["Reviews"],
        summary="Report a review",
        responses={201: ReportSerializer},
        examples=[examples.REPORT, examples.REPORTED],
    )
    @idempotent
    def post(self, request, pk: int):
        """Once a person; the moderators see it in their inbox."""
        find_review(request.user, pk)
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        report = report_review(user=request.user, review_id=pk, **body.validated_data)
        return Response({"reason": report.reason, "note": report.note}, status=201)
