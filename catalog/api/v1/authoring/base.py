"""Who may write what, and on which draft somebody decided."""

from collections.abc import Collection
from typing import Any

from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, PermissionDenied, ValidationError
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from wagtail.models import Page

from catalog.models import CoursePage, ModulePage
from catalog.queries.course_details import live_course
from catalog.queries.readers import reachable
from catalog.services.publishing import course_of
from lms_site.api.serializers import StrictSerializer
from lms_site.api.views import ApiView


class WritesDrafts:
    """Mix-in of views that anybody may read and a course's team may write."""

    def get_permissions(self) -> list[Any]:
        if self.request.method in SAFE_METHODS:
            return super().get_permissions()
        return [IsAuthenticated()]

    def read_body(self, kind: type[StrictSerializer]) -> dict[str, Any]:
        """What was sent; with PUT and POST, fields that were left out get their defaults."""
        serializer = kind(data=self.request.data, context={"view": self})
        if self.request.method == "PATCH" and isinstance(self.request.data, dict):
            # Not `partial`, which would let rows within a field have gaps as well.
            for name in set(serializer.fields) - set(self.request.data):
                del serializer.fields[name]
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class DraftView(ApiView):
    """Shows a draft to its team. Its ETag begins with the version of the draft, which `If-Match` takes back."""

    pagination_class = None

    def _etag(self, version: str) -> str:
        return weak_tag(version)


def weak_tag(etag: str) -> str:
    return f'W/"{etag}"'


def course_to_write(user, pk: int) -> CoursePage:
    """The course, for its team: who may only see it is refused (403), for others it is not there (404)."""
    course, _course_id = page_to_write(user, CoursePage, pk)
    return course


def page_to_write(user, model: type[Page], pk: int) -> tuple[Any, int]:
    """The page and the id of its course, as `course_to_write` gives a course."""
    page = model.objects.filter(pk=pk).first()
    course = page if page is None or isinstance(page, CoursePage) else course_of(page)
    if page is None or course is None:
        raise NotFound
    if user.has_perm("catalog.write_course", course):
        return page, course.pk
    is_seen = live_course(user, course.pk) is not None and reachable(model.objects.live()).filter(pk=pk).exists()
    raise PermissionDenied if is_seen else NotFound


def module_named(user, pk: int) -> tuple[ModulePage, int]:
    """The module that a body names, and the id of its course; one that is not to be seen is not valid (400)."""
    try:
        return page_to_write(user, ModulePage, pk)
    except NotFound as error:
        raise ValidationError({"module": [_("There is no such module.")]}) from error


def wanted_versions(request) -> Collection[str] | None:
    """The versions of drafts that `If-Match` names; None when any will do."""
    header = request.headers.get("If-Match")
    if header is None or header.strip() == "*":
        return None
    return {tag.removeprefix("W/").strip('"').partition(".")[0] for tag in parse_etags(header)}
