"""The forms of bundles, learning paths on sale, and sales."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from catalog.models import LearningPathPage
from catalog.models.course import Currency
from catalog.models.price import MinorUnitsFormField
from commerce.admin.course_choices import CoursesField, course_choices
from commerce.models import Offer, OfferKind
from commerce.services.staff_offers import OfferTerms


class SoldForm(forms.Form):
    """Whether an offer is sold at all: what can be said of a course's."""

    is_active = forms.BooleanField(label=_("On sale"), required=False, initial=True)

    def terms(self) -> OfferTerms:
        """What was typed, for the service."""
        names = OfferTerms.__dataclass_fields__
        values = {name: value for name, value in self.cleaned_data.items() if name in names}
        return OfferTerms(**{"price_minor": 0, "currency": "", **values})


class PriceForm(SoldForm):
    """What is asked for a learning path with all its courses, or for a place in a batch."""

    price_minor = MinorUnitsFormField(label=_("Price"))
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)
    field_order = ["path_key", "title", "slug", "summary", "courses", "price_minor", "currency", "is_active"]


class PathOfferForm(PriceForm):
    """A path that is not offered yet."""

    path_key = forms.TypedChoiceField(label=_("Learning path"), coerce=UUID)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = Offer.objects.filter(path_key__isnull=False).values("path_key")
        paths = LearningPathPage.objects.live().exclude(translation_key__in=offered).order_by("title")
        titles = dict(paths.values_list("translation_key", "title"))
        self.fields["path_key"].choices = [(str(key), title) for key, title in titles.items()]


class BundleForm(PriceForm):
    """Several courses together."""

    title = forms.CharField(label=_("Title"), max_length=255)
    slug = forms.SlugField(label=_("Address"), max_length=80, help_text=_("As in /bundles/two-crafts/."))
    summary = forms.CharField(label=_("What it is"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    courses = CoursesField(label=_("Courses"))

    def __init__(self, *args, chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.chosen = list(chosen)
        self.fields["courses"].choices = course_choices(chosen=chosen)

    def terms(self) -> OfferTerms:
        """Courses that were in it keep their places; new ones follow, by title."""
        ticked = self.cleaned_data["courses"]
        stay = [key for key in self.chosen if key in set(ticked)]
        self.cleaned_data["course_keys"] = stay + [key for key in ticked if key not in set(stay)]
        return super().terms()


def form_class_of(offer: Offer) -> type[SoldForm]:
    """The form that changes this kind of offer."""
    return {OfferKind.COURSE: SoldForm, OfferKind.BUNDLE: BundleForm}.get(OfferKind(offer.kind), PriceForm)


def typed_before(offer: Offer) -> dict[str, Any]:
    """The terms of an offer as the form shows them."""
    names = ("title", "slug", "summary", "price_minor", "currency", "is_active")
    keys = offer.bundle_courses.order_by("position", "pk").values_list("course_key", flat=True)
    return {**{name: getattr(offer, name) for name in names}, "courses": list(keys)}


class SaleForm(forms.Form):
    """A price for a time."""

    price_minor = MinorUnitsFormField(label=_("Sale price"))
    sale_from = forms.DateTimeField(label=_("From"), widget=AdminDateTimeInput)
    sale_until = forms.DateTimeField(label=_("Until"), widget=AdminDateTimeInput)


class CourseSaleForm(SaleForm):
    """The same for a course, whose offer comes by itself."""

    course = forms.TypedChoiceField(label=_("Course"), coerce=UUID)
    field_order = ["course"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].choices = course_choices()
