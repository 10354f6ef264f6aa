"""What learners say of courses."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotAuthenticated, NotFound, ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response

from catalog.errors import ReviewMissing
from catalog.models import Review
from catalog.queries.course_details import live_course
from catalog.queries.named_courses import course_named
from catalog.queries.reviews import SORTS, shown_reviews
from catalog.services.reviews import delete_review, write_review
from lms_site.api.idempotency import idempotent
from lms_site.api.views import PublicApiView

from . import examples
from .courses import find_course
from .review_serializers import ReviewSerializer, StarsSerializer, WriteReviewSerializer

COURSE = OpenApiParameter("course", int, required=True, description="Id of the course.")
SORT = OpenApiParameter("sort", str, enum=sorted(SORTS), description="Default: helpful.")


def find_review(user, pk: int) -> Review:
    """The review if the caller may know of it: it is theirs, or shown beside a course that they may know of.

    Raises NotFound.
    """
    review = Review.objects.select_related("user").filter(pk=pk).first()
    if review is None:
        raise NotFound
    if review.user_id == user.pk:
        return review
    course = course_named(review.course_key)
    if review.is_hidden or course is None or live_course(user, course.pk) is None:
        raise NotFound
    return review


class ReviewsView(PublicApiView):
    """The reviews of a course."""

    serializer_class = ReviewSerializer

    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()

    def rows(self) -> QuerySet[Review]:
        """Shown reviews of the course that is named; raises ValidationError, NotFound."""
        params = self.request.query_params
        wanted, sort = params.get("course", ""), params.get("sort", "helpful")
        if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
            raise ValidationError({"course": ["id"]})
        if sort not in SORTS:
            raise ValidationError({"sort": [", ".join(sorted(SORTS))]})
        course = find_course(self.request.user, int(wanted))
        return shown_reviews(course.translation_key).order_by(*SORTS[sort])

    @extend_schema(tags=["Reviews"], summary="List reviews", parameters=[COURSE, SORT], examples=[examples.REVIEW])
    def get(self, request):
        """What moderators have hidden is left out."""
        page = self.paginate_queryset(self.rows())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        tags=["Reviews"],
        summary="Review a course",
        request=WriteReviewSerializer,
        responses={201: ReviewSerializer},
        examples=[examples.WRITE_REVIEW, examples.REVIEW],
    )
    @idempotent
    def post(self, request):
        """From a fifth of the course on; who has reviewed it already changes their review."""
        body = WriteReviewSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        data = body.validated_data
        course = find_course(request.user, data["course"])
        review = write_review(user=request.user, course=course, stars=data["stars"], text=data["text"])
        return Response(ReviewSerializer(review).data, status=201)


class ReviewView(PublicApiView):
    """One review; its author may change it and take it away."""

    serializer_class = ReviewSerializer
    pagination_class = None

    @extend_schema(tags=["Reviews"], summary="Read a review", examples=[examples.REVIEW])
    def get(self, request, pk: int):
        """A hidden one is there for its author alone."""
        return Response(self.get_serializer(find_review(request.user, pk)).data)

    @extend_schema(
        tags=["Reviews"],
        summary="Change one's review",
        request=StarsSerializer,
        responses={200: ReviewSerializer},
        examples=[examples.STARS, examples.REVIEW],
    )
    def put(self, request, pk: int):
        """Other people's are not found."""
        review = self._own(request, pk)
        body = StarsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        course = course_named(review.course_key)
        if course is None:
            raise ReviewMissing
        changed = write_review(user=request.user, course=course, **body.validated_data)
        return Response(ReviewSerializer(changed).data)

    @extend_schema(tags=["Reviews"], summary="Take one's review away", request=None, responses={204: None})
    def delete(self, request, pk: int):
        """With its votes and its answer."""
        delete_review(user=request.user, course_key=self._own(request, pk).course_key)
        return Response(status=204)

    @staticmethod
    def _own(request, pk: int) -> Review:
        if not request.user.is_authenticated:
            raise NotAuthenticated
        return get_object_or_404(Review, pk=pk, user=request.user)
