"""The shop on pages of the catalog, which knows nothing of it, and addresses for the shop's own pages."""

from uuid import UUID

from django import template

from commerce.models import Offer
from commerce.price_box import course_box, offer_urls, path_box

register = template.Library()


@register.inclusion_tag("commerce/buy_course.html", takes_context=True)
def buy_course(context, course_key: UUID, price_label: str) -> dict:
    """The price of a course with the one button, or its price alone where it is not sold."""
    return {**_shared(context), "box": course_box(context["request"], course_key), "price_label": price_label}


@register.inclusion_tag("commerce/buy_terms.html", takes_context=True)
def buy_terms(context, course_key: UUID) -> dict:
    """What stands below the price: until when, and that one can change one's mind."""
    return {"box": course_box(context["request"], course_key)}


@register.inclusion_tag("commerce/buy_more.html", takes_context=True)
def buy_more(context, course_key: UUID) -> dict:
    """The small ways beside the button."""
    return {"box": course_box(context["request"], course_key)}


@register.inclusion_tag("commerce/buy_path.html", takes_context=True)
def buy_path(context, path_key: UUID) -> dict:
    """A learning path with all its courses; nothing where it is not sold as a whole."""
    return {**_shared(context), "box": path_box(context["request"], path_key)}


def _shared(context) -> dict:
    return {"request": context["request"], "user": context["request"].user, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def add_url(offer: Offer) -> str:
    """Where an offer is put into the cart for oneself."""
    return offer_urls(offer)[0]


@register.simple_tag
def gift_url(offer: Offer) -> str:
    """Where an offer is put into the cart as a gift."""
    return offer_urls(offer)[1]
