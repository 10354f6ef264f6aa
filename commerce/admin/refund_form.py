"""The form by which staff refund an order, line by line."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models.price import MinorUnitsFormField
from catalog.templatetags.course_display import money
from commerce.models import Order, OrderLine


class RefundForm(forms.Form):
    """For each line a tick and an amount; empty is the rest of the line. Built for one order."""

    note = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For the staff; the buyer does not read it."),
    )
    ends_access = forms.BooleanField(
        label=gettext_lazy("Take the course back"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Without it the buyer gets money and keeps the course."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, order: Order, lines: list[OrderLine]):
        self.lines = [line for line in lines if line.refunded_minor < line.total_minor]
        super().__init__(data, initial={"seen": order.refunded_minor})
        for line in self.lines:
            left = money(line.total_minor - line.refunded_minor, order.currency)
            self.fields[f"line_{line.pk}"] = forms.BooleanField(label=line.title, required=False)
            self.fields[f"amount_{line.pk}"] = MinorUnitsFormField(
                label=_("Amount, at most %(left)s") % {"left": left},
                required=False,
                help_text=_("Empty: all of it."),
            )

    @property
    def rows(self) -> list[tuple[OrderLine, forms.BoundField, forms.BoundField]]:
        """Each line that can be refunded with its tick and its amount."""
        return [(line, self[f"line_{line.pk}"], self[f"amount_{line.pk}"]) for line in self.lines]

    def clean(self) -> dict:
        data = super().clean()
        for line in self.lines:
            amount = data.get(f"amount_{line.pk}") or 0
            if amount > line.total_minor - line.refunded_minor:
                self.add_error(f"amount_{line.pk}", _("That is more than is left of this line."))
            if amount and not data.get(f"line_{line.pk}"):
                self.add_error(f"line_{line.pk}", _("Tick the line, or leave its amount empty."))
        if not self.is_for_all and not self.errors and not self.amounts:
            raise forms.ValidationError(_("Tick what is to be refunded."))
        return data

    @property
    def is_for_all(self) -> bool:
        """Whether the button for the whole order was pressed."""
        return "whole" in self.data

    @property
    def amounts(self) -> dict[int, int | None]:
        """By the id of each ticked line the amount, None for all that is left."""
        ticked = [line for line in self.lines if self.cleaned_data.get(f"line_{line.pk}")]
        return {line.pk: self.cleaned_data.get(f"amount_{line.pk}") or None for line in ticked}
