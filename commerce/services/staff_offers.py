"""Bundles, paths on sale and sales, decided by staff and on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.models import CourseSummary, LearningPathPage
from catalog.models.course import Currency
from commerce.errors import OfferInvalid
from commerce.events import OfferChanged
from commerce.models import BundleCourse, Offer, OfferKind
from commerce.queries.goods import goods_of
from lms_site.events import publish

from .audit import record_act
from .offers import offer_for_course, set_sale

PLAIN = ("title", "slug", "summary", "price_minor", "currency", "is_active")


@dataclass(frozen=True, kw_only=True)
class OfferTerms:
    """What is asked for a bundle or a path, in the smallest unit of `currency`; title, slug and courses are a
    bundle's alone."""

    price_minor: int
    currency: str
    title: str = ""
    slug: str = ""
    summary: str = ""
    is_active: bool = True
    course_keys: Sequence[UUID] = ()


@transaction.atomic
def create_bundle(*, terms: OfferTerms, by, request: HttpRequest | None = None) -> Offer:
    """Offer several courses together, in the order given. Raises OfferInvalid."""
    _check_price(terms)
    _check_bundle(terms)
    offer = Offer(kind=OfferKind.BUNDLE, **_values(terms))
    _save(offer)
    _set_courses(offer, terms.course_keys)
    _record(by, "offer.create", offer, facts_of(offer), request)
    return offer


@transaction.atomic
def create_path_offer(*, path_key: UUID, terms: OfferTerms, by, request: HttpRequest | None = None) -> Offer:
    """Offer a learning path with all its courses. Raises OfferInvalid (OFFER_EXISTS: it is offered already)."""
    _check_price(terms)
    path = LearningPathPage.objects.filter(translation_key=path_key).order_by("-live", "pk").first()
    if path is None:
        raise OfferInvalid("OFFER_COURSES", _("There is no such learning path."))
    values = {**_values(terms), "title": path.title, "slug": None}
    offer = Offer(kind=OfferKind.PATH, path_key=path_key, **values)
    _save(offer)
    _record(by, "offer.create", offer, facts_of(offer), request)
    return offer


@transaction.atomic
def change_offer(*, offer: Offer, terms: OfferTerms, by, request: HttpRequest | None = None) -> Offer:
    """Ask something else for a bundle, a path or a place, or, of a course's offer, only whether it is sold at all.

    What was bought stays as it was bought; carts show the change. Raises OfferInvalid.
    """
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    before = facts_of(offer)
    _write_terms(offer, terms)
    after = facts_of(offer)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        publish(OfferChanged(offer_id=offer.pk))
        _record(by, "offer.change", offer, changes, request)
    return offer


@transaction.atomic
def change_sale(
    *,
    offer: Offer,
    price_minor: int | None,
    since: datetime | None,
    until: datetime | None,
    by,
    request: HttpRequest | None = None,
) -> Offer:
    """Put an offer on sale from `since` until `until`, or end that with a price of None.

    Raises OfferInvalid (SALE_NOT_CHEAPER, SALE_DATES).
    """
    if price_minor is not None:
        _check_sale(offer, price_minor, since, until)
    offer = set_sale(offer=offer, price_minor=price_minor, since=since, until=until)
    details = {
        "price_minor": price_minor,
        "since": since.isoformat() if since and price_minor is not None else None,
        "until": until.isoformat() if until and price_minor is not None else None,
    }
    _record(by, "offer.sale", offer, details, request)
    return offer


@transaction.atomic
def sale_of_course(
    *,
    course_key: UUID,
    price_minor: int,
    since: datetime | None,
    until: datetime | None,
    by,
    request: HttpRequest | None = None,
) -> Offer:
    """The same for a course, whose offer comes by itself. Raises NotForSale, OfferInvalid."""
    offer = offer_for_course(course_key)
    return change_sale(offer=offer, price_minor=price_minor, since=since, until=until, by=by, request=request)


def facts_of(offer: Offer) -> dict[str, Any]:
    """The terms of an offer as they stand in the log."""
    keys = offer.bundle_courses.order_by("position", "pk").values_list("course_key", flat=True)
    return {**{name: getattr(offer, name) for name in PLAIN}, "courses": [str(key) for key in keys]}


def _values(terms: OfferTerms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in PLAIN}


def _write_terms(offer: Offer, terms: OfferTerms) -> None:
    if offer.kind == OfferKind.COURSE:
        offer.is_active = terms.is_active
    else:
        _check_price(terms)
        _check_below_price(offer, terms)
        values = _values(terms)
        if offer.kind != OfferKind.BUNDLE:
            values |= {"title": offer.title, "slug": None}
        else:
            _check_bundle(terms)
            _set_courses(offer, terms.course_keys)
        for name, value in values.items():
            setattr(offer, name, value)
    _save(offer)


def _check_price(terms: OfferTerms) -> None:
    if terms.price_minor <= 0 or terms.currency not in Currency.values:
        raise OfferInvalid


def _check_below_price(offer: Offer, terms: OfferTerms) -> None:
    if offer.sale_price_minor is not None and offer.sale_price_minor >= terms.price_minor:
        raise OfferInvalid("SALE_NOT_CHEAPER", _("Its sale would no longer be cheaper. End the sale first."))
    if offer.sale_price_minor is not None and offer.currency != terms.currency:
        raise OfferInvalid("SALE_NOT_CHEAPER", _("Its sale is in another currency. End the sale first."))


def _check_bundle(terms: OfferTerms) -> None:
    if not terms.title.strip() or not terms.slug:
        raise OfferInvalid("OFFER_SLUG", _("A bundle needs a title and an address."))
    keys = list(terms.course_keys)
    if len(set(keys)) < 2 or len(set(keys)) != len(keys):
        raise OfferInvalid("OFFER_COURSES", _("A bundle has two courses at least, each once."))
    if len(set(CourseSummary.objects.filter(course_key__in=keys).values_list("course_key", flat=True))) != len(keys):
        raise OfferInvalid("OFFER_COURSES", _("One of the courses is not public, so it cannot be sold."))


def _check_sale(offer: Offer, price_minor: int, since: datetime | None, until: datetime | None) -> None:
    if since is None or until is None or until <= since:
        raise OfferInvalid("SALE_DATES", _("A sale has a beginning, and an end after it."))
    list_minor = goods_of([offer])[offer.pk].list_minor
    if not 0 < price_minor < list_minor:
        raise OfferInvalid("SALE_NOT_CHEAPER", _("A sale price is below the ordinary one, and above nothing."))


def _save(offer: Offer) -> None:
    try:
        with transaction.atomic():
            offer.save()
    except IntegrityError as error:
        if offer.kind == OfferKind.PATH:
            raise OfferInvalid("OFFER_EXISTS", _("This learning path is offered already.")) from error
        raise OfferInvalid("OFFER_SLUG", _("Another bundle has this address.")) from error


def _set_courses(offer: Offer, keys: Sequence[UUID]) -> None:
    offer.bundle_courses.all().delete()
    BundleCourse.objects.bulk_create(
        BundleCourse(offer=offer, course_key=key, position=place) for place, key in enumerate(keys)
    )


def _record(by, verb: str, offer: Offer, details: dict[str, Any], request: HttpRequest | None) -> None:
    record_act(
        actor=by, verb=verb, target=f"offer:{offer.pk}", details={"what": str(offer), **details}, request=request
    )
