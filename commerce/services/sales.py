"""Keeps `SalesDay`, what dashboards read, in line with the revenues."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from commerce.days import day_of, midnight
from commerce.models import Revenue, SalesDay

DAYS_OF_NIGHTLY = 2
SALE, REFUND = Q(kind=Revenue.Kind.SALE), Q(kind=Revenue.Kind.REFUND)
# The row of the platform counts the sale: it is there for each, also where the platform gets nothing.
OF_PLATFORM = Q(instructor=None)


def roll_up_order(*, order_id: int) -> None:
    """Sum up anew all days and courses of which the order was a part."""
    roll_up_all(Revenue.objects.filter(line__order=order_id))


def roll_up_refund(*, refund_id: int) -> None:
    """Sum up anew the day of the refund, for its courses."""
    roll_up_all(Revenue.objects.filter(refund=refund_id))


def roll_up_recent(*, now: datetime) -> None:
    """Sum up anew whatever was sold or refunded yesterday and today."""
    first = day_of(now) - timedelta(days=DAYS_OF_NIGHTLY - 1)
    roll_up_all(Revenue.objects.filter(created_at__gte=midnight(first)))


def roll_up_all(revenues: QuerySet[Revenue]) -> None:
    """Sum up anew each day and course in which there are such revenues, one transaction each."""
    days = revenues.annotate(day=TruncDate("created_at", tzinfo=UTC)).order_by("day", "course_key")
    for day, course_key in days.values_list("day", "course_key").distinct():
        roll_up(day=day, course_key=course_key)


@transaction.atomic
def roll_up(*, day: date, course_key: UUID) -> None:
    """Write the sums of one day (UTC) and course anew; any number may do so at once, the last one is right.

    The row of the whole course is the lock: whoever waits for it reads what has come in the meantime.
    """
    revenues = Revenue.objects.filter(
        course_key=course_key, created_at__gte=midnight(day), created_at__lt=midnight(day + timedelta(days=1))
    )
    for currency in revenues.order_by("currency").values_list("currency", flat=True).distinct():
        SalesDay.objects.get_or_create(day=day, course_key=course_key, currency=currency, instructor=None)
        whole = SalesDay.objects.select_for_update().get(
            day=day, course_key=course_key, currency=currency, instructor=None
        )
        _write(whole, revenues.filter(currency=currency))


def _write(whole: SalesDay, revenues: QuerySet[Revenue]) -> None:
    sums = {**_sums(revenues), "share_minor": _share(revenues.filter(OF_PLATFORM))}
    for name, value in sums.items():
        setattr(whole, name, value)
    whole.save(update_fields=list(sums))
    of_people = SalesDay.objects.filter(day=whole.day, course_key=whole.course_key, currency=whole.currency)
    of_people.exclude(instructor=None).delete()
    SalesDay.objects.bulk_create(_people(whole, revenues))


def _sums(revenues: QuerySet[Revenue]) -> dict[str, int]:
    """Of the course as a whole."""
    found = revenues.aggregate(
        sold_count=Count("pk", SALE & OF_PLATFORM),
        refunded_count=Count("pk", REFUND & OF_PLATFORM),
        net_minor=Sum("amount_minor", filter=SALE, default=0),
        refunded_minor=-Sum("amount_minor", filter=REFUND, default=0),
    )
    return {name: int(value) for name, value in found.items()}


def _share(revenues: QuerySet[Revenue]) -> int:
    return int(revenues.aggregate(share=Sum("amount_minor", default=0))["share"])


def _people(whole: SalesDay, revenues: QuerySet[Revenue]) -> Iterable[SalesDay]:
    """What each instructor had of that day, their part alone."""
    by_person = revenues.exclude(OF_PLATFORM).order_by().values("instructor_id")
    rows = by_person.annotate(
        sold_count=Count("pk", SALE),
        refunded_count=Count("pk", REFUND),
        net_minor=Sum("amount_minor", filter=SALE, default=0),
        refunded_minor=-Sum("amount_minor", filter=REFUND, default=0),
        share_minor=Sum("amount_minor", default=0),
    )
    for row in rows:
        yield SalesDay(day=whole.day, course_key=whole.course_key, currency=whole.currency, **row)
