"""Reading what offers are worth, for any number of them in a constant number of queries."""

import functools
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.utils import timezone

from catalog.models import CourseSummary, LearningPathCourse
from classroom.models import CourseBatch
from commerce.goods import Goods, Problem
from commerce.models import BundleCourse, Coupon, Offer, OfferKind
from lms_site.prepared import Prepared

from .coupons import marked_for
from .places import batches_of, can_still_be_taken, is_sold_now, title_of_place, url_of_place

# What a coupon for a course counts for: the course, and a place in one of its batches.
OF_ONE_COURSE = (OfferKind.COURSE, OfferKind.BATCH)


def goods_of(offers: Iterable[Offer], now: datetime | None = None, *, coupon: Coupon | None = None) -> dict[int, Goods]:
    """The goods of each offer by its id: one query, one more each where there are bundles, paths, places in batches.

    With `coupon` it can be said which of them that is for (queries.coupons.eligible_offers).
    Courses without a card (unpublished, restricted) are not for sale, nor is a bundle or path that has one.
    """
    offers = list(offers)
    now = now or timezone.now()
    keys = {offer.pk: [offer.course_key] for offer in offers if offer.course_key}
    keys |= _bundle_keys([offer for offer in offers if offer.kind == OfferKind.BUNDLE])
    paths = _paths([offer for offer in offers if offer.kind == OfferKind.PATH])
    keys |= {pk: courses for pk, (_title, _url, courses) in paths.items()}
    batches = batches_of(offers)
    keys |= {pk: [batch.course_key] for pk, batch in batches.items()}
    cards = _cards({key for some in keys.values() for key in some}, coupon)
    return {
        offer.pk: _goods(offer, keys.get(offer.pk, []), cards, paths.get(offer.pk), batches.get(offer.pk), now)
        for offer in offers
    }


def course_offer(course_key: UUID) -> Offer:
    """The offer of a course, not saved where nobody has asked for it yet; one query."""
    offer = Offer.objects.select_related("stock").filter(course_key=course_key).first()
    return offer or Offer(kind=OfferKind.COURSE, course_key=course_key)


def _bundle_keys(bundles: list[Offer]) -> dict[int, list[UUID]]:
    found: dict[int, list[UUID]] = {offer.pk: [] for offer in bundles}
    if bundles:
        for row in BundleCourse.objects.filter(offer__in=bundles):
            found[row.offer_id].append(row.course_key)
    return found


def _paths(offers: list[Offer]) -> dict[int, tuple[str, str, list[UUID]]]:
    """Title, address and course keys of each live path."""
    if not offers:
        return {}
    by_key = {offer.path_key: offer.pk for offer in offers}
    rows = LearningPathCourse.objects.filter(path__translation_key__in=list(by_key), path__live=True)
    found: dict[int, tuple[str, str, list[UUID]]] = {}
    for row in rows.select_related("path", "course").order_by("path_id", "sort_order"):
        pk = by_key[row.path.translation_key]
        if pk not in found:
            found[pk] = (row.path.title, row.path.get_url() or "", [])
        found[pk][2].append(row.course.translation_key)
    return found


def _cards(keys: set[UUID], coupon: Coupon | None) -> dict[UUID, CourseSummary]:
    if not keys:
        return {}
    if coupon is not None and coupon.is_limited:
        rows = list(marked_for(coupon, _cards_of(keys)))
    else:
        rows = _prepared_cards(len(keys)).rows(**{f"key{n}": key for n, key in enumerate(keys)})
    return {card.course_key: card for card in rows}


def _cards_of(keys: Iterable[UUID]) -> QuerySet[CourseSummary]:
    return CourseSummary.objects.filter(course_key__in=list(keys)).order_by("-pk")


@functools.cache
def _prepared_cards(count: int) -> Prepared[CourseSummary]:
    """The cards of so many courses, called key0, key1 …; every cart asks for them."""
    return Prepared(lambda **keys: _cards_of(keys.values()), **{f"key{n}": UUIDField() for n in range(count)})


def _goods(
    offer: Offer,
    keys: list[UUID],
    cards: Mapping[UUID, CourseSummary],
    path: tuple[str, str, list] | None,
    batch: CourseBatch | None,
    now: datetime,
) -> Goods:
    found = tuple(cards[key] for key in keys if key in cards)
    is_whole = bool(keys) and len(found) == len(keys)
    first = found[0] if found else None
    title, url = _name(offer, first, path, batch)
    if offer.kind == OfferKind.COURSE:
        list_minor, currency = (first.price_minor, first.currency) if first else (0, "")
    else:
        list_minor, currency = offer.price_minor or 0, offer.currency
    sale = offer.sale_at(now)
    on_sale = sale is not None and sale < list_minor
    problem = _problem(offer, is_whole and _is_in_time(offer, batch, now), list_minor)
    return Goods(
        offer=offer,
        title=title,
        url=url,
        cards=found,
        list_minor=list_minor,
        price_minor=sale if sale is not None and on_sale else list_minor,
        currency=currency,
        sale_until=offer.sale_until if on_sale else None,
        problem=problem,
        batch=batch,
        is_for_holders=problem == Problem.SOLD_OUT or (is_whole and _is_late(offer, batch, now)),
        is_for_coupon=offer.kind in OF_ONE_COURSE and getattr(first, "is_for_coupon", False),
    )


def _name(
    offer: Offer, card: CourseSummary | None, path: tuple[str, str, list] | None, batch: CourseBatch | None
) -> tuple[str, str]:
    """What it is called now and where its page is."""
    if batch is not None:
        return (title_of_place(card.title, batch) if card else offer.title), url_of_place(batch)
    if offer.kind == OfferKind.COURSE:
        return (card.title, card.url) if card else (offer.title, "")
    return (path[0], path[1]) if path else (offer.title, f"/bundles/{offer.slug}/")


def _is_in_time(offer: Offer, batch: CourseBatch | None, now: datetime) -> bool:
    """Places in batches are bought at their time; everything else always."""
    return offer.kind != OfferKind.BATCH or (batch is not None and is_sold_now(batch, now))


def _is_late(offer: Offer, batch: CourseBatch | None, now: datetime) -> bool:
    """Whether it is a place that nobody but who has a seat held can buy any more."""
    is_open = offer.is_active and batch is not None and can_still_be_taken(batch, now)
    return is_open and not _is_in_time(offer, batch, now)


def _problem(offer: Offer, can_be_sold: bool, list_minor: int) -> str:
    if not offer.is_active or not can_be_sold:
        return Problem.CLOSED
    if list_minor == 0:
        return Problem.FREE
    if offer.stock_id and offer.stock and offer.stock.left == 0:
        return Problem.SOLD_OUT
    return ""
