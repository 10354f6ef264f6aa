"""Notes and bookmarks of the caller."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from catalog.models import Note
from catalog.queries.keyset import page_before
from catalog.queries.notes import placed
from catalog.services.notes import Spot, bookmark, change_note, delete_note, write_note
from lms_site.api.idempotency import idempotent
from lms_site.api.pagination import KeysetPages
from lms_site.api.views import ApiView

from . import examples
from .note_serializers import NoteSerializer, NoteTextSerializer, WriteNoteSerializer
from .open_lessons import find_lesson


class NotesView(ApiView):
    """All notes of the caller."""

    serializer_class = NoteSerializer
    pagination_class = KeysetPages

    @extend_schema(tags=["Notes"], summary="List one's notes", examples=[examples.NOTE])
    def get(self, request):
        """The newest first, 20 a page, without a total."""
        notes = Note.objects.filter(user=request.user)
        page = page_before(notes, request.query_params.get("before"))
        data = NoteSerializer(placed(page.rows), many=True).data
        return self.paginator.answer(request, data, page.next_before)


class LessonNotesView(ApiView):
    """The caller's notes in one lesson."""

    serializer_class = NoteSerializer
    pagination_class = KeysetPages

    @extend_schema(tags=["Notes"], summary="List one's notes in a lesson", examples=[examples.NOTE])
    def get(self, request, pk: int):
        """The newest first; also when the lesson is closed to the caller by now."""
        notes = Note.objects.filter(user=request.user, lesson_key=find_lesson(pk).translation_key)
        page = page_before(notes, request.query_params.get("before"))
        data = NoteSerializer(placed(page.rows), many=True).data
        return self.paginator.answer(request, data, page.next_before)

    @extend_schema(
        tags=["Notes"],
        summary="Write a note or set a bookmark",
        request=WriteNoteSerializer,
        responses={201: NoteSerializer},
        examples=[examples.WRITE_NOTE, examples.NOTE],
    )
    @idempotent
    def post(self, request, pk: int):
        """A bookmark stands at a spot once; a note sent twice within two minutes is kept once."""
        body = WriteNoteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        data = body.validated_data
        spot = Spot(data["block_id"], data["quote"], data["moment_seconds"])
        lesson = find_lesson(pk)
        if data["kind"] == Note.Kind.BOOKMARK:
            note = bookmark(user=request.user, lesson=lesson, spot=spot)
        else:
            note = write_note(user=request.user, lesson=lesson, text=data["text"], spot=spot)
        return Response(NoteSerializer(placed([note])[0]).data, status=201)


class NoteView(ApiView):
    """One note of the caller."""

    serializer_class = NoteTextSerializer
    pagination_class = None

    @extend_schema(
        tags=["Notes"],
        summary="Change a note",
        responses={200: NoteSerializer},
        examples=[examples.NOTE_TEXT, examples.NOTE],
    )
    def put(self, request, pk: int):
        """Words added to a bookmark make it a note. Other people's notes are not found."""
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        try:
            note = change_note(user=request.user, note_id=pk, text=body.validated_data["text"])
        except Note.DoesNotExist:
            raise NotFound from None
        return Response(NoteSerializer(placed([note])[0]).data)

    @extend_schema(tags=["Notes"], summary="Delete a note", request=None, responses={204: None})
    def delete(self, request, pk: int):
        """Deleting twice is deleting once; other people's stay."""
        delete_note(user=request.user, note_id=pk)
        return Response(status=204)
