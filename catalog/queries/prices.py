"""What courses cost at this moment, for the database."""

from django.db.models import Case, F, PositiveBigIntegerField, When
from django.db.models.functions import Least, Now


def price_now() -> Case:
    """`CourseSummary.price_now_minor` as an expression, to sort and to filter by."""
    is_on = {"sale_until__gt": Now(), "sale_price_minor__isnull": False}
    during_sale = When(**is_on, then=Least("sale_price_minor", "price_minor"))
    return Case(during_sale, default=F("price_minor"), output_field=PositiveBigIntegerField())
