"""What a list of courses may be asked for; a value that is not known is refused."""

import django_filters
from django.db.models import F, Q

from catalog.models import Category, CourseSummary
from catalog.models.course import CourseLanguage, Delivery, Level
from catalog.queries.catalog import matching_text
from catalog.queries.prices import price_now

MAX_PRICE = 10**12
PRICE = "In minor units; what a course costs now, during a sale the price of the sale."
MAX_ID = 2**63 - 1
ORDERS = {
    "newest": ("-published_at", "pk"),
    "-newest": ("published_at", "pk"),
    "popular": ("-learner_count", "pk"),
    "rating": (F("rating_mean").desc(nulls_last=True), "-rating_count", "pk"),
    "price": (price_now(), "pk"),
    "-price": (price_now().desc(), "pk"),
    "title": ("title", "pk"),
    "-title": ("-title", "pk"),
}


class CourseFilters(django_filters.FilterSet):
    """Different filters are all required; `level`, `language` and `delivery` may be given several times."""

    search = django_filters.CharFilter(
        method="filter_text", label="Every word stands in title, subtitle or names of instructors.", max_length=100
    )
    category = django_filters.CharFilter(method="filter_category", label="Slug of a category; those inside count.")
    level = django_filters.MultipleChoiceFilter(choices=Level.choices)
    language = django_filters.MultipleChoiceFilter(choices=CourseLanguage.choices)
    delivery = django_filters.MultipleChoiceFilter(choices=Delivery.choices, method="filter_delivery")
    is_free = django_filters.BooleanFilter(method="filter_free")
    min_price = django_filters.NumberFilter(
        method="filter_price", min_value=0, max_value=MAX_PRICE, decimal_places=0, label=PRICE
    )
    max_price = django_filters.NumberFilter(
        method="filter_price", min_value=0, max_value=MAX_PRICE, decimal_places=0, label=PRICE
    )
    min_rating = django_filters.NumberFilter("rating_mean", "gte", min_value=1, max_value=5)
    instructor = django_filters.NumberFilter(
        method="filter_instructor", min_value=1, max_value=MAX_ID, decimal_places=0, label="Id of a person."
    )
    ordering = django_filters.ChoiceFilter(
        method="order", choices=[(name, name) for name in ORDERS], label="Default: newest."
    )

    class Meta:
        model = CourseSummary
        fields: list[str] = []

    def filter_text(self, rows, name, value):
        return matching_text(rows, value)

    def filter_category(self, rows, name, value):
        branch = Category.objects.filter(Q(slug=value) | Q(parent__slug=value))
        return rows.filter(category__in=branch)

    def filter_delivery(self, rows, name, values):
        return rows.filter(delivery__in=[*values, Delivery.BOTH]) if values else rows

    def filter_free(self, rows, name, value):
        return rows.filter(price_minor=0) if value else rows.filter(price_minor__gt=0)

    def filter_price(self, rows, name, value: int):
        rows = rows.alias(price_now=price_now())
        return rows.filter(price_now__gte=value) if name == "min_price" else rows.filter(price_now__lte=value)

    def filter_instructor(self, rows, name, value: int):
        return rows.filter(course__course_instructors__user_id=value)

    def order(self, rows, name, value):
        return rows.order_by(*ORDERS[value])
