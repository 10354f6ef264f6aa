"""Materials of a batch."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from classroom.queries.classwork import materials_in
from classroom.services.materials import MaterialDraft, add_material, change_material, remove_material
from lms_site.api.idempotency import idempotent
from lms_site.api.routes import path
from lms_site.api.views import ApiView

from . import stream_examples as examples
from .announcements import open_batch_for
from .batches import TAG
from .stream_serializers import ChangeMaterialSerializer, MaterialSerializer, WriteMaterialSerializer


class MaterialsView(ApiView):
    """What is handed out in a batch."""

    serializer_class = MaterialSerializer

    @extend_schema(tags=[TAG], summary="List the materials of a batch", examples=[examples.MATERIAL])
    def get(self, request, pk: int):
        """By topic and in order; those who teach also see what is shown later."""
        batch = open_batch_for(request, pk)
        teaches = request.user.has_perm("classroom.assist_batch", batch)
        page = self.paginate_queryset(materials_in(batch, shown_at=None if teaches else timezone.now()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        tags=[TAG],
        summary="Hand out a material",
        request=WriteMaterialSerializer,
        responses={201: MaterialSerializer},
        examples=[examples.HAND_OUT, examples.MATERIAL],
    )
    @idempotent
    def post(self, request, pk: int):
        """For those who teach; files are added on the site."""
        batch = open_batch_for(request, pk, "classroom.assist_batch")
        body = WriteMaterialSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        material = add_material(user=request.user, batch=batch, draft=MaterialDraft(**body.validated_data))
        return Response(self.get_serializer(material).data, status=201)


class MaterialView(ApiView):
    """One material."""

    serializer_class = MaterialSerializer
    pagination_class = None

    @extend_schema(
        tags=[TAG],
        summary="Change a material",
        request=ChangeMaterialSerializer,
        responses={200: MaterialSerializer},
        examples=[examples.RENAME, examples.MATERIAL],
    )
    def patch(self, request, pk: int, material_id: int):
        """For those who teach."""
        batch = open_batch_for(request, pk, "classroom.assist_batch")
        found = get_object_or_404(materials_in(batch), pk=material_id)
        body = ChangeMaterialSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        known = {name: getattr(found, name) for name in ("title", "text", "link", "publish_at")}
        known["topic"] = found.topic.title if found.topic else ""
        changed = change_material(material=found, draft=MaterialDraft(**{**known, **body.validated_data}))
        return Response(self.get_serializer(changed).data)

    @extend_schema(tags=[TAG], summary="Remove a material", request=None, responses={204: None})
    def delete(self, request, pk: int, material_id: int):
        """For those who teach. It can be put back on the site."""
        batch = open_batch_for(request, pk, "classroom.assist_batch")
        remove_material(material=get_object_or_404(materials_in(batch), pk=material_id))
        return Response(status=204)


urlpatterns = [
    path("batches/<row:pk>/materials/", MaterialsView.as_view()),
    path("batches/<row:pk>/materials/<row:material_id>/", MaterialView.as_view()),
]
