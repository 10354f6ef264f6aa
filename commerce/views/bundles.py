"""The page of a bundle: several courses for one price."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commerce.goods import Problem
from commerce.models import Offer, OfferKind
from commerce.price_box import price_box
from commerce.queries.owned import owned_courses


@never_cache
@require_safe
def bundle(request: HttpRequest, slug: str) -> HttpResponse:
    """What is in it, what it costs, and what its courses would cost one by one."""
    offer = get_object_or_404(Offer.objects.select_related("stock"), kind=OfferKind.BUNDLE, slug=slug)
    box = price_box(request, offer)
    if box is None or box.goods.problem == Problem.CLOSED:
        raise Http404
    cards = box.goods.cards
    apart = sum(card.price_now_minor for card in cards if card.currency == box.goods.currency)
    context = {
        "offer": offer,
        "box": box,
        "cards": cards,
        "saved_minor": max(0, apart - box.goods.price_minor),
        "is_owned": owned_courses(request.user, box.goods.keys).issuperset(box.goods.keys),
    }
    return render(request, "commerce/bundle.html", context)
