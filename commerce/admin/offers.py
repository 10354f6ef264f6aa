"""Bundles, learning paths and sales in the CMS."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from commerce.admin.doors import money_door
from commerce.admin.offer_forms import (
    BundleForm,
    CourseSaleForm,
    PathOfferForm,
    SaleForm,
    form_class_of,
    typed_before,
)
from commerce.admin.offer_listing import OfferListing, title_of
from commerce.models import Offer, OfferKind
from commerce.queries.goods import goods_of
from commerce.queries.staff_offers import listed_offers
from commerce.services.staff_offers import (
    change_offer,
    change_sale,
    create_bundle,
    create_path_offer,
    sale_of_course,
)
from lms_site.cms.page_head import page_head
from lms_site.errors import DomainError


@money_door("commerce.add_offer")
def new_bundle(request: HttpRequest) -> HttpResponse:
    """Courses, price and address, and the bundle is there."""
    form = BundleForm(request.POST or None)

    def act() -> str:
        bundle = create_bundle(terms=form.terms(), by=request.user, request=request)
        return _("“%(title)s” is offered.") % {"title": bundle.title}

    return _done(request, form, act) or _page(request, form, _("New bundle"), _("Offer it"))


@money_door("commerce.add_offer")
def new_path_offer(request: HttpRequest) -> HttpResponse:
    """Offer a learning path with all its courses."""
    form = PathOfferForm(request.POST or None)

    def act() -> str:
        key = form.cleaned_data["path_key"]
        offer = create_path_offer(path_key=key, terms=form.terms(), by=request.user, request=request)
        return _("“%(title)s” is offered.") % {"title": offer.title}

    return _done(request, form, act) or _page(request, form, _("Offer a path"), _("Offer it"))


@money_door("commerce.change_offer")
def edit_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Another price, other courses; of a course's offer, whether it is sold."""
    offer = _offer_or_404(pk)
    before = typed_before(offer)
    more = {"chosen": before["courses"]} if offer.kind == OfferKind.BUNDLE else {}
    form = form_class_of(offer)(request.POST if request.method == "POST" else None, initial=before, **more)

    def act() -> str:
        change_offer(offer=offer, terms=form.terms(), by=request.user, request=request)
        return _("“%(title)s” is changed.") % {"title": title_of(offer)}

    context = {"offer": offer, "goods": offer.goods, "template": "commerce/admin/offer.html"}
    return _done(request, form, act) or _page(request, form, title_of(offer), _("Save"), **context)


@money_door("commerce.change_offer")
def sale(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an offer on sale for a time, or end its sale."""
    offer = _offer_or_404(pk)
    if "end" in request.POST:
        change_sale(offer=offer, price_minor=None, since=None, until=None, by=request.user, request=request)
        messages.success(request, _("“%(title)s” costs again what it did.") % {"title": title_of(offer)})
        return redirect("shop_offers")
    before = {"price_minor": offer.sale_price_minor, "sale_from": offer.sale_from, "sale_until": offer.sale_until}
    form = SaleForm(request.POST or None, initial=before)

    def act() -> str:
        change_sale(offer=offer, **_sale_of(form), by=request.user, request=request)
        return _("The sale of “%(title)s” is set.") % {"title": title_of(offer)}

    context = {"offer": offer, "goods": offer.goods, "template": "commerce/admin/sale.html"}
    title = _("Sale of “%(title)s”") % {"title": title_of(offer)}
    return _done(request, form, act) or _page(request, form, title, _("Set the sale"), **context)


@money_door("commerce.change_offer")
def course_sale(request: HttpRequest) -> HttpResponse:
    """Put a course on sale, also one that nobody has wanted to buy yet."""
    form = CourseSaleForm(request.POST or None)

    def act() -> str:
        key = form.cleaned_data["course"]
        offer = sale_of_course(course_key=key, **_sale_of(form), by=request.user, request=request)
        return _("The sale of “%(title)s” is set.") % {"title": offer.title}

    context = {"template": "commerce/admin/sale.html"}
    return _done(request, form, act) or _page(request, form, _("Sale of a course"), _("Set the sale"), **context)


def _offer_or_404(pk: int) -> Offer:
    offer = get_object_or_404(listed_offers(), pk=pk)
    offer.goods = goods_of([offer])[offer.pk]
    return offer


def _sale_of(form: Form) -> dict:
    data = form.cleaned_data
    return {"price_minor": data["price_minor"], "since": data["sale_from"], "until": data["sale_until"]}


def _done(request: HttpRequest, form: Form, act: Callable[[], str]) -> HttpResponse | None:
    """Back to the list when the form was sent and `act` did what it says; None while there is something to type."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        said = act()
    except DomainError as error:
        form.add_error(None, error.message)
        return None
    messages.success(request, said)
    return redirect("shop_offers")


def _page(request: HttpRequest, form: Form, title: str, button: str, **context) -> HttpResponse:
    head = page_head(title, "pick", (_("Offers"), reverse("shop_offers")))
    template = context.pop("template", "commerce/admin/form.html")
    return render(request, template, head | {"form": form, "button": button} | context)


urlpatterns = [
    path("shop/offers/", OfferListing.as_view(), name="shop_offers"),
    path("shop/offers/results/", OfferListing.as_view(results_only=True), name="shop_offers_results"),
    path("shop/offers/bundle/", new_bundle, name="shop_new_bundle"),
    path("shop/offers/path/", new_path_offer, name="shop_new_path_offer"),
    path("shop/offers/course-sale/", course_sale, name="shop_course_sale"),
    path("shop/offers/<int:pk>/", edit_offer, name="shop_offer"),
    path("shop/offers/<int:pk>/sale/", sale, name="shop_sale"),
]
