"""Modules: made, changed, moved and deleted by the teams of their courses."""

from django.db import transaction
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.response import Response

from catalog.models import ModulePage
from catalog.queries.drafts import page_draft
from catalog.services.curriculum_edits import delete_draft
from catalog.services.curriculum_moves import place_page
from catalog.services.draft_making import create_module_draft
from catalog.services.drafts import save_draft
from lms_site.api.idempotency import idempotent

from .answers import page_answer
from .base import DraftView, WritesDrafts, course_to_write, page_to_write, wanted_versions, weak_tag
from .courses import TAGS
from .draft_serializers import ModuleDraftSerializer
from .examples import IF_MATCH, MODULE_CHANGE, MODULE_DRAFT, MODULE_FIELDS
from .fields import ModuleChange, ModuleFields


class CreatesModule(WritesDrafts):
    """`POST courses/{id}/modules/`."""

    @extend_schema(
        operation_id="modules_create",
        tags=TAGS,
        summary="Begin a module",
        description="A draft at the end of the course.",
        request=ModuleFields,
        responses={201: ModuleDraftSerializer},
        examples=[MODULE_FIELDS, MODULE_DRAFT],
    )
    @idempotent
    def post(self, request, pk: int, *args, **kwargs) -> Response:
        course = course_to_write(request.user, pk)
        values = self.read_body(ModuleFields)
        module = create_module_draft(author=request.user, course_id=course.pk, values=values)
        return module_response(module, course.pk, status=201)


class ChangesModule(WritesDrafts):
    """`PUT`, `PATCH` and `DELETE modules/{id}/`."""

    @extend_schema(
        operation_id="modules_update",
        tags=TAGS,
        summary="Write a module anew",
        description="Saves a draft with all fields; left out ones get their defaults, address and place stay.",
        parameters=[IF_MATCH],
        request=ModuleChange,
        responses=ModuleDraftSerializer,
        examples=[MODULE_FIELDS, MODULE_DRAFT],
    )
    def put(self, request, pk: int, *args, **kwargs) -> Response:
        return self._save(request, pk)

    @extend_schema(
        operation_id="modules_partial_update",
        tags=TAGS,
        summary="Change or move a module",
        description="Saves a draft with the fields that are named. A new `position` holds at once.",
        parameters=[IF_MATCH],
        request=ModuleChange,
        responses=ModuleDraftSerializer,
        examples=[MODULE_CHANGE, MODULE_DRAFT],
    )
    def patch(self, request, pk: int, *args, **kwargs) -> Response:
        return self._save(request, pk)

    @extend_schema(
        operation_id="modules_destroy",
        tags=TAGS,
        summary="Delete a module",
        description="Only a draft without live lessons, from which nobody has learned.",
        responses={204: OpenApiResponse(description="It is gone, with its lessons.")},
    )
    def delete(self, request, pk: int, *args, **kwargs) -> Response:
        module, course_id = page_to_write(request.user, ModulePage, pk)
        delete_draft(user=request.user, course_id=course_id, page_id=module.pk)
        return Response(status=204)

    @transaction.atomic
    def _save(self, request, pk: int) -> Response:
        module, course_id = page_to_write(request.user, ModulePage, pk)
        values = self.read_body(ModuleChange)
        position = values.pop("position", None)
        where = {"user": request.user, "course_id": course_id, "page_id": module.pk}
        saved = save_draft(**where, values=values, versions=wanted_versions(request))
        if position is not None:
            saved = place_page(**where, parent_id=course_id, position=position)
        return module_response(saved, course_id)


class ModuleDraftView(DraftView):
    """`GET modules/{id}/draft/`."""

    serializer_class = ModuleDraftSerializer

    def version_of(self, request, pk: int, **kwargs) -> str:
        module, self.course_id = page_to_write(request.user, ModulePage, pk)
        self.found = page_draft(module)
        return self.found.etag

    @extend_schema(
        operation_id="modules_draft",
        tags=TAGS,
        summary="A module as its team sees it",
        description="The last draft. `draft` can be sent back as it is.",
        responses=ModuleDraftSerializer,
        examples=[MODULE_DRAFT],
    )
    def get(self, request, pk: int) -> Response:
        return Response(page_answer(self.found, self.course_id))


def module_response(module, course_id: int, status: int = 200) -> Response:
    """The draft of the module as it is now, with its ETag."""
    found = page_draft(module)
    return Response(page_answer(found, course_id), status=status, headers={"ETag": weak_tag(found.etag)})
