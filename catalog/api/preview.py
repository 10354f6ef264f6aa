"""Drafts for a connected frontend: whoever holds the token of a preview reads that one draft."""

from django.core.signing import BadSignature
from django.http import Http404
from rest_framework.response import Response
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessPreviewMixin

from catalog.access import Access, Reason
from catalog.models import CoursePage, LessonPage

from .views import CatalogPagesEndpoint

TOKEN_SECONDS = 24 * 3600
PREVIEWED = {model.get_content_type_str(): model for model in (CoursePage, LessonPage)}
OPEN = Access(True, Reason.TEAM)


class PagePreviewEndpoint(CatalogPagesEndpoint):
    """`page_preview/?content_type=…&token=…` as wagtail-headless-preview documents it.

    404 for a token that is forged, older than a day, replaced or meant for another type of page. The
    answer has the form of a page's detail, is never kept, and carries no addresses of private files.
    """

    known_query_parameters = CatalogPagesEndpoint.known_query_parameters | {"content_type", "token"}
    is_kept = False
    offers_files = False
    name = "page_preview"

    def listing_view(self, request):
        self.action = "detail_view"
        return self.detail_view(request, 0)

    def detail_view(self, request, pk):
        return Response(self.get_serializer(self.get_object()).data)

    def get_object(self) -> Page:
        if not hasattr(self, "_cached_object"):
            self._cached_object = previewed_page(self.request.GET.get("content_type"), self.request.GET.get("token"))
        return self._cached_object

    def access_of(self, page) -> Access:
        return OPEN

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    @classmethod
    def get_urlpatterns(cls):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "find"]


def previewed_page(content_type: str | None, token: str | None) -> Page:
    """The draft behind a token. Raises Http404."""
    model: type[HeadlessPreviewMixin] | None = PREVIEWED.get(content_type or "")
    if model is None or not token:
        raise Http404("not found")
    try:
        model.get_preview_signer().unsign(token, max_age=TOKEN_SECONDS)
    except BadSignature as error:
        raise Http404("not found") from error
    page = model.get_page_from_preview_token(token)
    if page is None:
        raise Http404("not found")
    page.pk = page.pk or 0  # a page that has never been saved: its address in the API leads nowhere
    return page
