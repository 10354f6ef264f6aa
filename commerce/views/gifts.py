"""A gift, seen by whoever has its link."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalog.models import CourseSummary
from commerce.errors import GiftUnknown
from commerce.models import Gift
from commerce.services.gifts import gift_named, redeem_gift
from lms_site.errors import DomainError


@never_cache
@require_http_methods(["GET", "POST"])
def gift(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows who gave what; POST redeems it for whoever is signed in."""
    try:
        found = gift_named(token)
    except GiftUnknown as error:
        raise Http404 from error
    if request.method == "POST":
        return _redeem(request, found)
    context = {"gift": found, "cards": _cards(found), "giver": giver_name(found), "is_mine": _is_mine(request, found)}
    response = render(request, "commerce/gift.html", context)
    # The address is the gift: no other site shall hear of it.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def giver_name(found: Gift) -> str:
    """What the giver is called, their address where they have no name."""
    order = found.line.order
    return (order.user.display_name if order.user else "") or order.email


def _redeem(request: HttpRequest, found: Gift) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    try:
        redeem_gift(user=request.user, token=found.token)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("commerce:gift", found.token)
    messages.success(request, _("It is yours. Enjoy it."))
    cards = _cards(found)
    return redirect(cards[0].url if len(cards) == 1 else "learn")


def _is_mine(request: HttpRequest, found: Gift) -> bool:
    return request.user.is_authenticated and found.redeemed_by_id == request.user.pk


def _cards(found: Gift) -> list[CourseSummary]:
    """The cards of the gift's courses, in order."""
    keys = [course.course_key for course in found.line.courses.all()]
    cards = {card.course_key: card for card in CourseSummary.objects.filter(course_key__in=keys).order_by("-pk")}
    return [cards[key] for key in keys if key in cards]
