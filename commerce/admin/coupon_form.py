"""The forms by which coupons are made, changed and made by the hundred."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from catalog.models import Category
from catalog.models.course import Currency
from catalog.models.price import MinorUnitsFormField
from commerce.admin.course_choices import CoursesField, course_choices
from commerce.coupon_terms import CouponTerms
from commerce.models import Coupon
from commerce.services.coupons import MOST_AT_ONCE, PLAIN

CURRENCIES = [("", "–"), *Currency.choices]


class TermsForm(forms.Form):
    """What a coupon gives, when, to whom and how often; the service judges whether it makes sense."""

    name = forms.CharField(
        label=_("What it is for"), max_length=120, required=False, help_text=_("For yourselves; buyers do not read it.")
    )
    percent = forms.IntegerField(label=_("Percent off"), required=False, min_value=1, max_value=100)
    amount_minor = MinorUnitsFormField(
        label=_("Or an amount off"), required=False, help_text=_("Of the whole cart, in the currency below.")
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=CURRENCIES,
        required=False,
        help_text=_("Needed for amounts. With a percentage: only what is priced in it gets cheaper."),
    )
    minimum_minor = MinorUnitsFormField(label=_("Least value of the cart"), required=False)
    starts_at = forms.DateTimeField(label=_("From"), required=False, widget=AdminDateTimeInput)
    ends_at = forms.DateTimeField(label=_("Until"), required=False, widget=AdminDateTimeInput)
    courses = CoursesField(
        label=_("Courses"), required=False, help_text=_("With none, and no category: for everything in the shop.")
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Categories"),
        queryset=Category.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["courses"].choices = course_choices(chosen=chosen)
        self.fields["categories"].queryset = Category.objects.order_by("name")

    def terms(self) -> CouponTerms:
        """What was typed, for the service; a coupon without a beginning begins now."""
        data = self.cleaned_data
        return CouponTerms(
            name=data["name"],
            percent=data["percent"],
            amount_minor=data["amount_minor"] or None,
            currency=data["currency"],
            minimum_minor=data["minimum_minor"] or 0,
            starts_at=data["starts_at"] or timezone.now(),
            ends_at=data["ends_at"],
            capacity=data.get("capacity"),
            uses_a_person=data.get("uses_a_person"),
            course_keys=frozenset(data["courses"]),
            category_ids=frozenset(category.pk for category in data["categories"]),
        )


class CouponForm(TermsForm):
    """One coupon for many uses."""

    capacity = forms.IntegerField(
        label=_("Uses in all"), required=False, min_value=1, help_text=_("Empty: as many as there are buyers.")
    )
    uses_a_person = forms.IntegerField(
        label=_("Uses a person"), required=False, min_value=1, initial=1, help_text=_("Empty: as often as they like.")
    )
    field_order = ["code", "name", "percent", "amount_minor", "currency", "minimum_minor", "capacity", "uses_a_person"]


class NewCouponForm(CouponForm):
    """A coupon that is not there yet: the code is given once."""

    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("What buyers type, as in WELCOME10. It cannot be changed later.")
    )


class CodesForm(TermsForm):
    """Many codes for one use each."""

    prefix = forms.CharField(
        label=_("Codes begin with"), max_length=30, help_text=_("As in FAIR, for FAIR-7K3P9QXM and its like.")
    )
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_AT_ONCE)
    field_order = ["prefix", "count"]


def typed_before(coupon: Coupon) -> dict[str, Any]:
    """The terms of a coupon as the form shows them."""
    return {
        **{name: getattr(coupon, name) for name in PLAIN},
        "capacity": coupon.stock.capacity,
        "courses": list(coupon.courses.values_list("course_key", flat=True)),
        "categories": list(coupon.categories.all()),
    }
