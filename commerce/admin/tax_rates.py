"""Tax rates in the CMS."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.admin.recorded import RecordedViews
from commerce.countries import countries, country_name
from commerce.models import TaxRate


class TaxRateForm(WagtailAdminModelForm):
    """The country is chosen by its name; a region is written in one way only."""

    country = forms.ChoiceField(label=_("Country"), choices=countries)

    class Meta:
        model = TaxRate
        fields = ["country", "region", "name", "percent", "is_included", "is_reverse_charged"]

    def clean_region(self):
        return " ".join(self.cleaned_data["region"].split())

    def clean(self):
        """Refuse a second rate for a region, however it is spelt."""
        data = super().clean()
        same = TaxRate.objects.filter(country=data.get("country", ""), region__iexact=data.get("region", ""))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("region", _("There is a rate for this country and region already."))
        return data


class TaxRateViewSet(RecordedViews, ModelViewSet):
    """At /cms/tax-rates/."""

    model = TaxRate
    name = "tax_rates"
    url_prefix = "tax-rates"
    icon = "globe"
    menu_label = _("Tax rates")
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 100
    search_fields = ["country", "region", "name"]

    def get_form_class(self, for_update=False):
        return TaxRateForm

    @property
    def list_display(self):
        return [
            TitleColumn(
                "country",
                label=_("Country"),
                accessor=lambda rate: country_name(rate.country),
                get_url=lambda rate: reverse("tax_rates:edit", args=[rate.pk]),
                sort_key="country",
            ),
            Column("region", label=_("Region"), sort_key="region"),
            Column("name", label=_("Name")),
            Column("percent", label=_("Percent"), accessor=lambda rate: f"{rate.percent.normalize():f} %"),
            BooleanColumn("is_included", label=_("Prices include it")),
            BooleanColumn("is_reverse_charged", label=_("Businesses pay it themselves")),
        ]
