"""The endpoints of `/api/cms/v2/`: Wagtail's own, closed where lessons are closed, and cheap to list."""

from functools import cached_property

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from rest_framework.authentication import SessionAuthentication
from rest_framework.renderers import JSONRenderer
from wagtail.api.rich_text import APIRichText, RichTextFormatError
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter, SearchFilter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.fields import StreamField
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from accounts.api.authentication import TokenAuthentication
from catalog.access import Access
from catalog.models import Category, LessonPage
from catalog.queries.cms import openable
from catalog.queries.readers import lessons_access, reachable
from lms_site.public import mark_private, mark_public

from .filters import KnownFieldsFilter, TitleSearchFilter, refuse_hostile
from .needs import fetched_for
from .serializers import (
    CLOSED_META_FIELDS,
    CatalogDocumentSerializer,
    CatalogImageSerializer,
    CatalogPageSerializer,
)

OURS = {FieldsFilter: KnownFieldsFilter, SearchFilter: TitleSearchFilter}


def filters_of(endpoint: type[BaseAPIViewSet]) -> list[type]:
    """The filters of Wagtail's endpoint in their order, ours in the place of those that tell too much."""
    return [OURS.get(filter_class, filter_class) for filter_class in endpoint.filter_backends]


def is_cms_staff(user) -> bool:
    """May this person enter the CMS?"""
    return user.has_perm("wagtailadmin.access_admin")


class CatalogEndpoint(BaseAPIViewSet):
    """What all endpoints share: JSON alone, people known by token or session, answers kept for visitors alone.

    Who sends an access token that is not valid, or no longer, is told so (401), whatever the session says.
    """

    renderer_classes = [JSONRenderer]
    authentication_classes = [TokenAuthentication, SessionAuthentication]
    # Whether one visitor's answer may be given to the next, until something public changes.
    is_kept = False

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        request._request.api_user_id = request.user.pk
        refuse_hostile(request.GET)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        # A cache in front must not give what it holds for strangers to somebody with a token.
        patch_vary_headers(response, ["Authorization"])
        if self.is_kept and response.status_code == 200 and not request.user.is_authenticated:
            return mark_public(response, parameters=self.kept_parameters())
        return mark_private(response)

    def kept_parameters(self) -> set[str]:
        """Names in the query string under which an answer may be kept; chance gives a new answer each time."""
        names = set(self.known_query_parameters)
        return names - {"order"} if "random" in self.request.GET.get("order", "") else names

    def resolve_rich_text_format(self) -> str:
        """HTML unless another form is asked for: links in it work outside of Wagtail."""
        wanted = self.request.GET.get("rich_text_format") or APIRichText.FORMAT_HTML
        try:
            return APIRichText.resolve_format(wanted)
        except RichTextFormatError as error:
            raise BadRequestError(str(error)) from error

    def find_object(self, queryset, request):
        wanted = request.GET.get("id")
        if wanted is not None and not wanted.isdecimal():
            raise BadRequestError("id must be a positive integer")
        return super().find_object(queryset, request)

    def listing_view(self, request):
        queryset = self.get_queryset()
        self.check_query_parameters(queryset)
        queryset = self.with_what_is_shown(self.filter_queryset(queryset))
        serializer = self.get_serializer(self.paginate_queryset(queryset), many=True)
        return self.get_paginated_response(serializer.data)

    def with_what_is_shown(self, queryset: QuerySet) -> QuerySet:
        """`queryset` with everything that the chosen fields need, so that a list costs the same at any length."""
        return queryset

    @cached_property
    def shown_fields(self) -> set[str]:
        """The names of the fields that the answer will have."""
        return set(self.get_serializer_class().Meta.fields)

    def get_serializer_class(self):
        return self._serializer_class

    @cached_property
    def _serializer_class(self):
        return super().get_serializer_class()


class CatalogPagesEndpoint(CatalogEndpoint, PagesAPIViewSet):
    """Live pages whose course and module are live; a closed lesson gives its facts and nothing of its text."""

    base_serializer_class = CatalogPageSerializer
    filter_backends = filters_of(PagesAPIViewSet)
    # Made of many rows each: of one page at a time.
    detail_only_fields = [
        *PagesAPIViewSet.detail_only_fields,
        *("curriculum", "courses", "new_courses", "popular_courses", "categories", "paths", "numbers"),
    ]
    is_kept = True
    # A preview shows what nobody has yet: there are no addresses of files for its reader.
    offers_files = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._access: dict[int, Access] = {}

    @cached_property
    def _base_queryset(self) -> QuerySet:
        return reachable(super().get_base_queryset())

    def get_base_queryset(self) -> QuerySet:
        return self._base_queryset

    @cached_property
    def _queryset(self) -> QuerySet:
        return super().get_queryset()

    def get_queryset(self) -> QuerySet:
        return self._queryset

    @classmethod
    def get_available_fields(cls, model, db_fields_only=False) -> list[str]:
        """All fields; as columns to filter and order by, neither text in blocks nor what lessons keep closed."""
        names = super().get_available_fields(model, db_fields_only=db_fields_only)
        if not db_fields_only:
            return names
        streams = {field.name for field in model._meta.get_fields() if isinstance(field, StreamField)}
        hidden = streams | CLOSED_META_FIELDS | set(getattr(model, "gated_api_fields", ()))
        return [name for name in names if name not in hidden]

    def kept_parameters(self) -> set[str]:
        fields = self.get_available_fields(self.get_queryset().model, db_fields_only=True)
        return super().kept_parameters() | set(fields)

    def with_what_is_shown(self, queryset: QuerySet) -> QuerySet:
        return fetched_for(queryset, self.shown_fields)

    def get_object(self) -> Page:
        if not hasattr(self, "_cached_object"):
            page = get_object_or_404(self.get_base_queryset().only("content_type", "path"), pk=self.kwargs["pk"])
            shown = set(self.get_available_fields(page.specific_class))
            if self.is_closed(page):
                shown -= set(LessonPage.gated_api_fields)
            self._cached_object = fetched_for(page.specific_class.objects.filter(pk=page.pk), shown).get()
        return self._cached_object

    def paginate_queryset(self, queryset):
        pages = super().paginate_queryset(queryset)
        needs_access = self.shown_fields & (CLOSED_META_FIELDS | set(LessonPage.gated_api_fields))
        if needs_access:
            pages = list(pages)
            lessons = [page for page in pages if is_lesson(page)]
            self._access.update(lessons_access(self.request.user, lessons))
        return pages

    def access_of(self, page: Page) -> Access:
        """Whether the caller may read the lesson, and why; decided once a request."""
        if page.pk not in self._access:
            self._access.update(lessons_access(self.request.user, [page]))
        return self._access[page.pk]

    def is_closed(self, page: Page) -> bool:
        """Is the page a lesson that the caller may not read?"""
        return is_lesson(page) and not self.access_of(page).allowed


def is_lesson(page: Page) -> bool:
    """Whether the page is a lesson, asked without fetching the lesson."""
    return page.specific_class is not None and issubclass(page.specific_class, LessonPage)


class CatalogImagesEndpoint(CatalogEndpoint, ImagesAPIViewSet):
    """Images with their renditions; those in the folder of an unpublished course for its team alone."""

    base_serializer_class = CatalogImageSerializer
    filter_backends = filters_of(ImagesAPIViewSet)
    body_fields = [*ImagesAPIViewSet.body_fields, "renditions"]
    nested_default_fields = [*ImagesAPIViewSet.nested_default_fields, "renditions"]

    def get_queryset(self):
        images, user = super().get_queryset(), self.request.user
        is_shown = Q(collection__course_team__isnull=True) | Q(collection__course_team__course__live=True)
        return images.filter(is_shown | own_files(self.model, user))

    def with_what_is_shown(self, queryset):
        lists = {"tags": "tags", "renditions": "renditions"}
        return queryset.prefetch_related(*(lists[name] for name in lists if name in self.shown_fields))


class CatalogDocumentsEndpoint(CatalogEndpoint, DocumentsAPIViewSet):
    """Documents that anybody may download; people of the CMS see those of their folders as well."""

    base_serializer_class = CatalogDocumentSerializer
    filter_backends = filters_of(DocumentsAPIViewSet)

    def get_queryset(self):
        documents, user = super().get_queryset(), self.request.user
        return documents.filter(Q(is_public=True) | own_files(self.model, user))

    def with_what_is_shown(self, queryset):
        return queryset.prefetch_related("tags") if "tags" in self.shown_fields else queryset


def own_files(model, user) -> Q:
    """The condition for images or documents in folders where `user` has a right; for learners, none."""
    if not user.is_authenticated or not is_cms_staff(user):
        return Q(pk__in=())
    return Q(pk__in=openable(user, model).values("pk"))


class CategoriesEndpoint(CatalogEndpoint):
    """The categories of courses."""

    base_serializer_class = BaseAPIViewSet.base_serializer_class
    filter_backends = [KnownFieldsFilter, OrderingFilter]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "name", "slug", "parent"]
    nested_default_fields = [*BaseAPIViewSet.nested_default_fields, "name", "slug"]
    is_kept = True
    name = "categories"
    model = Category

    def get_queryset(self):
        return Category.objects.select_related("parent").order_by("name")
