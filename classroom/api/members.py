"""Who is in a batch; putting people in and taking them out."""

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.response import Response

from classroom.forms.roster import RosterFilterForm
from classroom.models import CourseBatch, JoinSource
from classroom.queries.batches import roster_of
from classroom.queries.roster import SORTS, Standing, roster
from classroom.services.roster import remove_members
from classroom.services.roster_import import add_person
from lms_site.api.idempotency import idempotent
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import member_examples as examples
from .batches import TAG, find_batch
from .member_serializers import MemberSerializer, NewMemberSerializer

ORDERS = [sign + name for name in sorted(SORTS) for sign in ("", "-")]
FILTERS = [
    OpenApiParameter("q", str, description="Part of the name or the address. This and the others: for teachers."),
    OpenApiParameter("state", str, enum=[Standing.HERE, Standing.LEFT], description="Default: here."),
    OpenApiParameter("source", str, enum=JoinSource.values, description="How they came."),
    OpenApiParameter("under", int, description="Progress under so many percent, 1 to 100."),
    OpenApiParameter("unseen", int, description="Not seen for so many days, 1 to 3650."),
    OpenApiParameter("sort", str, enum=ORDERS, description="Default: name."),
]
REASON = OpenApiParameter("reason", str, required=True, description="The person gets to read it; 200 letters.")


def batch_for(request, pk: int, permission: str) -> CourseBatch:
    """A batch with which the caller may do that. Raises NotFound, PermissionDenied."""
    found = find_batch(request.user, pk)
    if not request.user.has_perm(permission, found):
        raise PermissionDenied
    return found


class MembersView(ApiView):
    """Who is in a batch."""

    serializer_class = MemberSerializer

    @extend_schema(
        tags=[TAG],
        summary="List the members of a batch",
        parameters=FILTERS,
        examples=[examples.MEMBER, examples.ROSTER_MEMBER],
    )
    def get(self, request, pk: int):
        """For those who are in it, by name; those who teach it see more of each, and may filter and sort."""
        found = batch_for(request, pk, "classroom.view_batch")
        if request.user.has_perm("classroom.assist_batch", found):
            return self._page(self._rows(request, found))
        if any(parameter.name in request.query_params for parameter in FILTERS):
            raise PermissionDenied
        return self._page(roster_of(found), is_for_learners=True)

    @extend_schema(
        tags=[TAG],
        summary="Put somebody into a batch",
        request=NewMemberSerializer,
        responses={201: MemberSerializer},
        examples=[examples.NEW_MEMBER, examples.MEMBER],
    )
    @idempotent
    def post(self, request, pk: int):
        """By address; who has no account gets one and a mail with the way to a password. Twice is once.

        TOO_FEW_SEATS where no seat is left.
        """
        found = batch_for(request, pk, "classroom.run_batch")
        body = NewMemberSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        member = add_person(batch=found, by=request.user, **body.validated_data)
        return Response(MemberSerializer(member, context={"is_for_learners": True}).data, status=201)

    def _rows(self, request, found: CourseBatch):
        """Those whom the filters find; raises ValidationError for values that mean nothing."""
        form = RosterFilterForm(request.query_params)
        wanted = form.wanted()
        sort = request.query_params.get("sort") or wanted.sort
        if form.errors or sort not in ORDERS or wanted.standing == Standing.WAITING:
            raise ValidationError(dict(form.errors) or {"state" if sort in ORDERS else "sort": ["?"]})
        return roster(found, wanted, timezone.now())

    def _page(self, rows, *, is_for_learners: bool = False) -> Response:
        page = self.paginate_queryset(rows)
        context = {**self.get_serializer_context(), "is_for_learners": is_for_learners}
        return self.get_paginated_response(MemberSerializer(page, many=True, context=context).data)


class MemberView(ApiView):
    """Somebody's place in a batch."""

    serializer_class = MemberSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Take somebody out of a batch", parameters=[REASON], responses={204: None})
    def delete(self, request, pk: int, user: int):
        """Their seat is free then, and they get a mail with the reason; twice is once. Progress stays."""
        found = batch_for(request, pk, "classroom.run_batch")
        members = found.members.filter(user_id=user).values_list("pk", flat=True)
        reason = request.query_params.get("reason", "")
        remove_members(batch=found, members=members, by=request.user, reason=reason)
        return Response(status=204)


urlpatterns = [
    path("batches/<row:pk>/members/", MembersView.as_view()),
    path("batches/<row:pk>/members/<row:user>/", MemberView.as_view()),
]
