"""What an instructor fills in for a coupon of their own."""

from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.course import Currency
from catalog.models.price import MinorUnitsFormField
from commerce.coupon_terms import CouponTerms


class OwnCouponForm(forms.Form):
    """A code, what it takes off, until when, how often, and for which of the courses that the person teaches."""

    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("What buyers type, as in BATIK20. It cannot be changed later.")
    )
    percent = forms.IntegerField(label=_("Percent off"), required=False, min_value=1, max_value=100)
    amount_minor = MinorUnitsFormField(label=_("Or an amount off"), required=False)
    currency = forms.ChoiceField(
        label=_("Currency of the amount"), choices=[("", "–"), *Currency.choices], required=False
    )
    ends_at = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    capacity = forms.IntegerField(
        label=_("Uses in all"), required=False, min_value=1, help_text=_("Empty: as many as there are buyers.")
    )
    courses = forms.TypedMultipleChoiceField(label=_("Courses"), coerce=UUID, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, courses: dict[UUID, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["courses"].choices = [(str(key), title) for key, title in courses.items()]

    def terms(self) -> CouponTerms:
        """What was typed, for the service; it counts from now on, once a person."""
        data = self.cleaned_data
        return CouponTerms(
            percent=data["percent"],
            amount_minor=data["amount_minor"] or None,
            currency=data["currency"] if data["amount_minor"] else "",
            starts_at=timezone.now(),
            ends_at=data["ends_at"],
            capacity=data["capacity"],
            course_keys=frozenset(data["courses"]),
        )
