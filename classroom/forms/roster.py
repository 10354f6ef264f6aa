"""Forms by which those who teach find people of a batch, write to them, move and remove them."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from classroom.models import JoinSource
from classroom.queries.roster import SORTS, RosterFilter, Standing
from classroom.services.roster_messages import LONGEST_SUBJECT, LONGEST_TEXT

STANDINGS = [
    (Standing.HERE, _("In the batch")),
    (Standing.LEFT, _("Left or removed")),
    (Standing.WAITING, _("Waiting")),
]


class RosterFilterForm(forms.Form):
    """Whom to list; a value that means nothing is passed over."""

    q = forms.CharField(
        label=_("Name or e-mail"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    source = forms.ChoiceField(
        label=_("How they came"), required=False, choices=[("", _("Any way")), *JoinSource.choices]
    )
    under = forms.IntegerField(label=_("Progress under (%)"), required=False, min_value=1, max_value=100)
    unseen = forms.IntegerField(label=_("Not seen for (days)"), required=False, min_value=1, max_value=3650)
    state = forms.ChoiceField(required=False, choices=STANDINGS, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def wanted(self) -> RosterFilter:
        """What was asked for, as far as it can be understood."""
        self.is_valid()
        values = self.cleaned_data
        sort = values.get("sort") or "name"
        return RosterFilter(
            words=values.get("q", "").strip(),
            standing=values.get("state") or Standing.HERE,
            source=values.get("source", ""),
            progress_under=values.get("under"),
            unseen_days=values.get("unseen"),
            sort=sort if sort.removeprefix("-") in SORTS else "name",
        )

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the state was asked for."""
        return any(self.cleaned_data.get(name) for name in ("q", "source", "under", "unseen"))


class RosterMessageForm(forms.Form):
    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Each person gets a mail of their own, with your name on it. Answers come to your address."),
    )


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("Each of them reads it in a mail, with your name.")
    )


class MoveForm(forms.Form):
    """Other open batches of the course."""

    to = forms.ModelChoiceField(label=_("To which batch?"), queryset=None, widget=forms.RadioSelect, empty_label=None)

    def __init__(self, *args, batches, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = batches
        self.fields["to"].label_from_instance = _describe


def _describe(batch) -> str:
    facts = {"name": batch.name, "day": date_format(batch.starts_on), "left": batch.stock.left}
    if batch.stock.left is None:
        return gettext("%(name)s, from %(day)s") % facts
    return gettext("%(name)s, from %(day)s, seats left: %(left)s") % facts


class RosterFileForm(forms.Form):
    file = forms.FileField(
        label=_("List of people"),
        help_text=_("CSV or XLSX, at most 2 MB and 5,000 rows. The first row names the columns: email, name."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )


class AddPersonForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
