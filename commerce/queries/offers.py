"""The offers that everybody may see in a list."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from catalog.models import CourseSummary, LearningPathCourse
from commerce.models import BundleCourse, Offer, OfferKind

from .places import batches_sold


def listed_offers(now: datetime | None = None) -> QuerySet[Offer]:
    """Bundles, learning paths and places in batches that are for sale, and courses cheaper than their list price now.

    Left out is whatever has a course that nobody can buy (unpublished, restricted), as `goods_of` says.
    """
    now = now or timezone.now()
    cards = CourseSummary.objects.all()
    on_sale = Q(sale_from__lte=now, sale_until__gt=now) & Exists(
        cards.filter(course_key=OuterRef("course_key"), price_minor__gt=OuterRef("sale_price_minor"))
    )
    in_bundle = BundleCourse.objects.filter(offer=OuterRef("pk"))
    closed_in_bundle = in_bundle.exclude(course_key__in=cards.values("course_key"))
    on_path = LearningPathCourse.objects.filter(path__translation_key=OuterRef("path_key"), path__live=True)
    closed_on_path = on_path.exclude(course__translation_key__in=cards.values("course_key"))
    whole = (
        Q(kind=OfferKind.COURSE) & on_sale
        | Q(kind=OfferKind.BUNDLE) & Exists(in_bundle) & ~Exists(closed_in_bundle)
        | Q(kind=OfferKind.PATH) & Exists(on_path) & ~Exists(closed_on_path)
        | Q(kind=OfferKind.BATCH) & Exists(batches_sold(now).filter(pk=OuterRef("batch")))
    )
    return Offer.objects.filter(whole, is_active=True).select_related("stock").order_by("-pk")
