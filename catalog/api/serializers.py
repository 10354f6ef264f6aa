"""How pages, images and documents look to programs, and what is left out for whoever may not read it."""

from functools import cache

from rest_framework.fields import Field, SkipField
from taggit.managers import _TaggableManager
from wagtail.api.utils import get_full_url
from wagtail.api.v2.serializers import (
    PageAliasOfField,
    PageHtmlUrlField,
    PageParentField,
    PageSerializer,
)
from wagtail.documents.api.v2.serializers import DocumentSerializer
from wagtail.images.api.v2.serializers import ImageSerializer
from wagtail.models import Page

from catalog.blocks.choosers import image_sizes
from catalog.blocks.reading import private_files
from catalog.models import CourseMedia, LessonPage
from catalog.signed import FileTicket, file_url
from lms_site.links import absolute_url

# What search engines are told of a page may quote it; a closed lesson keeps that to itself as well.
CLOSED_META_FIELDS = frozenset({"seo_title", "search_description"})


class Gated:
    """Mix-in of a serializer field: the field is left out when its lesson is closed to the caller."""

    def get_attribute(self, instance):
        if self.context["view"].is_closed(instance):
            raise SkipField
        return super().get_attribute(instance)


@cache
def gated(field_class: type[Field]) -> type[Field]:
    """The same field, but left out of closed lessons."""
    return type(f"Gated{field_class.__name__}", (Gated, field_class), {})


class TagNamesField(Field):
    """Names of tags in alphabetical order, from what the list has fetched already."""

    def to_representation(self, value) -> list[str]:
        if hasattr(value, "get_tagged_item_manager"):  # of a page: the rows hang on the page itself
            return sorted(row.tag.name for row in value.get_tagged_item_manager().all())
        return sorted(tag.name for tag in value.all())


class FilmField(Field):
    """The video of a lesson with what helps to follow it; its address stands in `files`."""

    def to_representation(self, media) -> dict:
        return {
            "id": media.pk,
            "title": media.title,
            "type": media.type,
            "duration": media.duration,
            "captions": media.captions_id,
            "transcript": media.transcript,
        }


class PublicAddressField(PageHtmlUrlField):
    """The page's address on the public site, which is set by SITE_URL alone."""

    def to_representation(self, page):
        address = page.get_url(self.context["request"]) or ""
        return absolute_url(address) if address.startswith("/") else address or None


class VisibleParentField(PageParentField):
    """The page above, unless the caller may not see that; in one query."""

    def get_attribute(self, instance):
        return self.context["base_queryset"].filter(path=instance.path[: -Page.steplen]).first()


class VisibleAliasField(PageAliasOfField):
    """The page that this one repeats, unless the caller may not see that."""

    def get_attribute(self, instance):
        if instance.alias_of_id is None:
            return None
        return self.context["base_queryset"].filter(pk=instance.alias_of_id).first()


class TagsByName:
    """Mix-in of a serializer: tags by name, without a query for each object of a list."""

    def build_property_field(self, field_name, model_class):
        if isinstance(getattr(model_class, field_name), _TaggableManager):
            return TagNamesField, {}
        return super().build_property_field(field_name, model_class)


class CatalogPageSerializer(TagsByName, PageSerializer):
    """A page; of a closed lesson no more than the facts that its course page shows to everybody."""

    html_url = PublicAddressField(read_only=True)
    alias_of = VisibleAliasField(read_only=True)
    parent = VisibleParentField(read_only=True)

    def build_field(self, field_name, info, model_class, nested_depth):
        if model_class is LessonPage and field_name == "video":
            return gated(FilmField), {"read_only": True}
        field_class, options = super().build_field(field_name, info, model_class, nested_depth)
        if field_name in CLOSED_META_FIELDS or field_name in getattr(model_class, "gated_api_fields", ()):
            field_class = gated(field_class)
        return field_class, options

    def to_representation(self, instance):
        data = super().to_representation(instance)
        if isinstance(instance, LessonPage) and "body" in self.fields:
            view = self.context["view"]
            data["access"] = access_facts(view.access_of(instance))
            if view.offers_files and view.action == "detail_view" and not view.is_closed(instance):
                data["files"] = signed_files(self.context["request"], instance)
        return data


def access_facts(access) -> dict:
    """The decision in words for programs; `opens_at` is null unless the reason is `opens_later`."""
    return {"allowed": access.allowed, "reason": access.reason, "opens_at": access.opens_at}


def signed_files(request, lesson: LessonPage) -> list[dict]:
    """Addresses of the private files of an open lesson, for this caller alone and for a few hours."""
    used = private_files(lesson.body)
    media = set(used.media) | ({lesson.video_id} - {None})
    captions = CourseMedia.objects.filter(pk__in=media, captions__isnull=False)
    documents = set(used.documents) | {row.document_id for row in lesson.attachments.all()}
    documents |= set(captions.values_list("captions_id", flat=True))
    user_id = request.user.pk or 0
    tickets = [FileTicket("media", pk, lesson.pk, user_id) for pk in sorted(media)]
    tickets += [FileTicket("file", pk, lesson.pk, user_id) for pk in sorted(documents)]
    return [
        {"kind": ticket.kind, "id": ticket.file_id, "url": get_full_url(request, file_url(ticket))}
        for ticket in tickets
    ]


class RenditionsField(Field):
    """An image in a few widths, each with its address; empty when the file has gone missing."""

    def get_attribute(self, instance):
        return instance

    def to_representation(self, image) -> dict:
        request = self.context["request"]
        return {
            name: {"url": get_full_url(request, size.url), "width": size.width, "height": size.height}
            for name, size in image_sizes(image).items()
        }


class CatalogImageSerializer(TagsByName, ImageSerializer):
    """An image with its renditions."""

    renditions = RenditionsField(read_only=True)


class CatalogDocumentSerializer(TagsByName, DocumentSerializer):
    """A document."""
