"""Lessons for one caller: open, or refused with the reason."""

from dataclasses import dataclass

from rest_framework.exceptions import NotAuthenticated, NotFound

from catalog.access import Access, Reason, Standing, outline_access
from catalog.api.serializers import access_facts
from catalog.errors import LessonLocked
from catalog.models import Enrollment, LessonPage
from catalog.queries.lesson_reading import live_lesson, stamped_run, standing_of
from catalog.rules import may_write_course_id
from catalog.signed import FileTicket, file_url
from lms_site.links import absolute_url

from .lesson_facts import LessonFacts, lesson_facts


def find_lesson(pk: int) -> LessonPage:
    """The live lesson without its text; raises NotFound."""
    lesson = live_lesson(pk)
    if lesson is None:
        raise NotFound
    return lesson


@dataclass(frozen=True, slots=True)
class OpenLesson:
    """A lesson that its reader may read."""

    facts: LessonFacts
    access: Access
    standing: Standing


def facts_of(pk: int, request) -> LessonFacts | None:
    """`lesson_facts`, asked once a request."""
    if not hasattr(request, "lesson_facts"):
        request.lesson_facts = lesson_facts(pk, request)
    return request.lesson_facts


def run_of(request, facts: LessonFacts) -> Enrollment | None:
    """The caller's run of the lesson's course, asked once a request."""
    if not hasattr(request, "course_run"):
        request.course_run = stamped_run(request.user, facts.course_key)
    return request.course_run


def open_lesson(request, pk: int) -> OpenLesson:
    """The lesson if the caller may read it: two queries for a learner, up to two more for a team.

    Raises NotFound, NotAuthenticated where signing in may help, LessonLocked with the reason.
    """
    facts, user = facts_of(pk, request), request.user
    if facts is None:
        raise NotFound
    standing = standing_of(run_of(request, facts))
    access = outline_access(facts.outline, facts.row, standing, signed_in=user.is_authenticated)
    if not access.allowed and may_write_course_id(user, facts.course_id):
        access = Access(True, Reason.TEAM)
    if facts.is_restricted and access.reason not in (Reason.ENROLLED, Reason.TEAM):
        raise NotFound
    if access.reason == Reason.SIGN_IN:
        raise NotAuthenticated
    if not access.allowed:
        raise LessonLocked(access.reason)
    return OpenLesson(facts, access, standing)


def read_out(found: OpenLesson, user) -> dict:
    """The lesson in the form of `LessonSerializer`; addresses of files are made for `user` alone."""
    facts, row = found.facts, found.facts.row
    names = ("id", "title", "number", "minutes", "is_free_preview", "is_required", "completes_by_video")
    previous, following = facts.outline.neighbours(row)
    return {
        **{name: getattr(row, name) for name in names},
        "course": facts.course_id,
        "is_completed": row.key in found.standing.completed,
        "access": access_facts(found.access),
        "body": facts.body,
        "video": facts.video,
        "files": [{"kind": kind, "id": pk, "url": address(kind, pk, row.id, user)} for kind, pk in facts.files],
        "previous": previous and {"id": previous.id, "title": previous.title},
        "next": following and {"id": following.id, "title": following.title},
    }


def address(kind: str, file_id: int, lesson_id: int, user) -> str:
    """Where `user` may fetch a private file of the lesson, for a few hours."""
    return absolute_url(file_url(FileTicket(kind, file_id, lesson_id, user.pk or 0)))
