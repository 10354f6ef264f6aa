"""Offers at `/api/cms/v2/offers/`, for frontends that read everything there."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from rest_framework.fields import Field
from wagtail.api.v2.filters import OrderingFilter
from wagtail.api.v2.serializers import BaseSerializer
from wagtail.api.v2.views import BaseAPIViewSet

from catalog.api.filters import KnownFieldsFilter
from catalog.api.views import CatalogEndpoint
from commerce.models import Offer
from commerce.queries.goods import goods_of
from commerce.queries.offers import listed_offers

from .offer_serializers import OfferSerializer


class OfGoodsField(Field):
    """What `/api/v1/offers/` tells under the same name."""

    def __init__(self) -> None:
        super().__init__(read_only=True)

    def get_attribute(self, offer: Offer):
        return self.context["view"].told_of(offer)[self.field_name]

    def to_representation(self, value):
        return value


class CmsOfferSerializer(BaseSerializer):
    """An offer in Wagtail's form."""

    kind = OfGoodsField()
    title = OfGoodsField()
    html_url = OfGoodsField()
    summary = OfGoodsField()
    price = OfGoodsField()
    list_price = OfGoodsField()
    is_on_sale = OfGoodsField()
    sale_until = OfGoodsField()
    problem = OfGoodsField()
    batch = OfGoodsField()
    courses = OfGoodsField()


class OffersEndpoint(CatalogEndpoint):
    """What `/api/v1/offers/` lists, at the prices of this moment; never kept for other visitors."""

    base_serializer_class = CmsOfferSerializer
    filter_backends = [KnownFieldsFilter, OrderingFilter]
    body_fields = [
        *BaseAPIViewSet.body_fields,
        *("kind", "title", "html_url", "summary", "price", "list_price", "is_on_sale", "sale_until", "problem"),
        *("batch", "courses"),
    ]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "kind", "title", "price", "list_price"]
    name = "offers"
    model = Offer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: dict[int, dict[str, Any]] = {}

    @cached_property
    def _queryset(self) -> QuerySet[Offer]:
        return listed_offers()

    def get_queryset(self) -> QuerySet[Offer]:
        return self._queryset

    def paginate_queryset(self, queryset):
        offers = list(super().paginate_queryset(queryset))
        self._read(offers)
        return offers

    def told_of(self, offer: Offer) -> dict[str, Any]:
        """Everything about an offer; read for all of a list at once."""
        if offer.pk not in self._told:
            self._read([offer])
        return self._told[offer.pk]

    def _read(self, offers: Iterable[Offer]) -> None:
        goods = goods_of(offers)
        self._told.update({pk: OfferSerializer(one).data for pk, one in goods.items()})
