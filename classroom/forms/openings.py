"""Dates of modules: of the whole batch, and of one member."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from classroom.models import BatchMember, CourseBatch
from classroom.queries.batches import roster_of
from classroom.queries.openings import BatchModule

MOMENT = "%Y-%m-%dT%H:%M"


def moment_field(label, **options) -> forms.DateTimeField:
    """A date with a time, as browsers offer it; by the time zone that is active."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(label=label, required=False, widget=widget, **options)


class ModuleDatesForm(forms.Form):
    """One field a module, in their order; an empty one follows the course."""

    def __init__(self, *args, modules: list[BatchModule], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for module in modules:
            label = _("“%(module)s” opens") % {"module": module.title}
            self.fields[str(module.key)] = moment_field(label, initial=module.opens_at)

    def dates(self) -> dict[UUID, datetime]:
        """The dates that were given."""
        return {UUID(name): moment for name, moment in self.cleaned_data.items() if moment}


class ExceptionForm(forms.Form):
    """When a module opens to one member; without a date it is open now."""

    member = forms.ModelChoiceField(label=_("Learner"), queryset=BatchMember.objects.none())
    module = forms.TypedChoiceField(label=_("Module"))
    opens_at = moment_field(_("Opens"), help_text=_("Left empty: open from now on."))

    def __init__(self, *args, batch: CourseBatch, modules: list[BatchModule], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        member, module = self.fields["member"], self.fields["module"]
        member.queryset = roster_of(batch)
        member.label_from_instance = lambda row: row.user.name
        by_key = {str(row.key): row for row in modules}
        module.choices = [("", "---------"), *((key, row.title) for key, row in by_key.items())]
        module.coerce = by_key.get
