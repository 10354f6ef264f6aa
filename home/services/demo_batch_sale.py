"""The demo's batch for sale, with the first places bought."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import User
from catalog.models import CoursePage
from classroom.models import CourseBatch, Joining, WeeklySlot
from classroom.services.batches import BatchPlan, create_batch
from commerce.services.batch_prices import PlacePrice, price_batch
from home.demo import batch_sale
from home.demo.people import LEARNERS
from home.services.demo_buying import order_offer, pay_order


def load_batch_sale(*, people: dict[str, User], courses: dict[str, CoursePage], now: datetime) -> None:
    """A batch that begins in some days and whose places are bought, where there is none of its name yet."""
    course = courses[batch_sale.COURSE]
    if CourseBatch.objects.filter(course_key=course.translation_key, name=batch_sale.NAME).exists():
        return
    teacher = people[batch_sale.TEACHER]
    batch = create_batch(course=course, plan=_plan(now), teacher=teacher)
    WeeklySlot.objects.create(
        batch=batch,
        weekday=batch_sale.WEEKDAY,
        begins=batch_sale.BEGINS,
        minutes=batch_sale.MINUTES,
        title=batch_sale.MEETING,
        host=teacher,
    )
    price = PlacePrice(price_minor=batch_sale.PRICE_MINOR, currency=batch_sale.CURRENCY)
    offer = price_batch(batch=batch, price=price, by=teacher)
    moment, first = now - timedelta(days=batch_sale.DAYS_AGO), batch_sale.FIRST_BUYER
    for person in LEARNERS[first : first + batch_sale.BUYERS]:
        pay_order(order_offer(people[person.email], offer, moment=moment), moment=moment)


def _plan(now: datetime) -> BatchPlan:
    today = now.astimezone(ZoneInfo(batch_sale.TIMEZONE)).date()
    first = today + timedelta(days=batch_sale.STARTS_IN_DAYS)
    return BatchPlan(
        name=batch_sale.NAME,
        starts_on=first,
        ends_on=first + timedelta(weeks=batch_sale.WEEKS),
        timezone=batch_sale.TIMEZONE,
        seats=batch_sale.SEATS,
        joining=Joining.PURCHASE,
    )
