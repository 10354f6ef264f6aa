"""When modules open in a batch, for programs of those who teach it."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound, PermissionDenied, ValidationError
from rest_framework.response import Response

from accounts.models import User
from classroom.queries.openings import modules_of_batch
from classroom.services.openings import open_module_as_for_others, open_module_to_member, set_module_dates
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import examples
from .batches import TAG, find_batch
from .opening_serializers import ModuleDateSerializer, ModuleOpeningSerializer, OwnOpeningSerializer


def taught_batch(request, pk: int, permission: str):
    """A batch of which the caller may know and which they may handle so; raises NotFound, PermissionDenied."""
    batch = find_batch(request.user, pk)
    if not request.user.has_perm(permission, batch):
        raise PermissionDenied
    return batch


class OpeningsView(ApiView):
    """When the modules open to all of a batch."""

    serializer_class = ModuleOpeningSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="List when modules open",
        responses=ModuleOpeningSerializer(many=True),
        examples=[examples.MODULE_OPENING],
    )
    def get(self, request, pk: int):
        """In the order of the course; for those who teach the batch."""
        batch = taught_batch(request, pk, "classroom.assist_batch")
        return Response(self.get_serializer(modules_of_batch(batch), many=True).data)

    @extend_schema(
        tags=[TAG],
        summary="Set when modules open",
        request=ModuleDateSerializer(many=True),
        responses=ModuleOpeningSerializer(many=True),
        examples=[examples.MODULE_DATE, examples.MODULE_OPENING],
    )
    def put(self, request, pk: int):
        """All fixed dates at once: modules that are not named follow the course."""
        batch = taught_batch(request, pk, "classroom.run_batch")
        body = ModuleDateSerializer(data=request.data, many=True, max_length=500)
        body.is_valid(raise_exception=True)
        dates = {row["module"]: row["opens_at"] for row in body.validated_data}
        unknown = dates.keys() - {module.key for module in modules_of_batch(batch)}
        if unknown:
            raise ValidationError({"module": [f"Not a module of this course: {min(map(str, unknown))}"]})
        set_module_dates(batch=batch, dates=dates)
        return Response(self.get_serializer(modules_of_batch(batch), many=True).data)


class OwnOpeningView(ApiView):
    """When a module opens to one member."""

    serializer_class = OwnOpeningSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Open a module to one member", examples=[examples.OWN_OPENING])
    def put(self, request, pk: int, user_id: int, module):
        """At a time of their own, or now; whatever holds for the others."""
        batch, user = self._member(request, pk, user_id, module)
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        opens_at = body.validated_data["opens_at"]
        open_module_to_member(batch=batch, user=user, module_key=module, opens_at=opens_at)
        return Response(body.data)

    @extend_schema(tags=[TAG], summary="Open a module to one member as to the others", responses={204: None})
    def delete(self, request, pk: int, user_id: int, module):
        """Takes the exception back; twice is once."""
        batch, user = self._member(request, pk, user_id, module)
        open_module_as_for_others(batch=batch, user=user, module_key=module)
        return Response(status=204)

    def _member(self, request, pk: int, user_id: int, module):
        batch = taught_batch(request, pk, "classroom.assist_batch")
        user = User.objects.filter(pk=user_id).first()
        if user is None or module not in {row.key for row in modules_of_batch(batch)}:
            raise NotFound
        return batch, user


urlpatterns = [
    path("batches/<row:pk>/openings/", OpeningsView.as_view()),
    path("batches/<row:pk>/members/<row:user_id>/openings/<uuid:module>/", OwnOpeningView.as_view()),
]
