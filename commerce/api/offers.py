"""What can be bought: bundles, learning paths, places in batches, courses on sale."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response

from catalog.api.v1.courses import FIELDS
from commerce.goods import Problem
from commerce.models import Offer, OfferKind
from commerce.queries.goods import goods_of
from commerce.queries.offers import listed_offers
from lms_site.api.views import PublicApiView

from . import examples
from .offer_serializers import OfferSerializer

TAG = "Shop"
KIND = OpenApiParameter("kind", str, enum=list(OfferKind.values), description="Offers of one kind alone.")


class OffersView(PublicApiView):
    """Bundles, learning paths that are sold as a whole, places in batches, and courses on sale."""

    serializer_class = OfferSerializer

    @extend_schema(tags=[TAG], summary="List offers", parameters=[KIND, FIELDS], examples=[examples.OFFER])
    def get(self, request):
        """Courses at their list price are in `courses/`; every one of them can be put into a cart as well."""
        offers = listed_offers()
        kind = request.query_params.get("kind")
        if kind is not None:
            if kind not in OfferKind.values:
                raise ValidationError({"kind": [", ".join(OfferKind.values)]})
            offers = offers.filter(kind=kind)
        page = self.paginate_queryset(offers)
        goods = goods_of(page)
        return self.get_paginated_response(self.get_serializer([goods[offer.pk] for offer in page], many=True).data)


class OfferView(PublicApiView):
    """One offer."""

    serializer_class = OfferSerializer
    pagination_class = None

    @extend_schema(tags=[TAG], summary="Read an offer", parameters=[FIELDS], examples=[examples.OFFER])
    def get(self, request, pk: int):
        """Also of a course at its list price; what is not for sale is not found."""
        offer = Offer.objects.select_related("stock").filter(pk=pk).first()
        goods = goods_of([offer])[offer.pk] if offer else None
        if goods is None or goods.problem == Problem.CLOSED:
            raise NotFound
        return Response(self.get_serializer(goods).data)
