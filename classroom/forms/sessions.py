"""Forms of live sessions."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from classroom.models import CourseBatch, LiveSession, Partner
from classroom.partners import offered_partners
from classroom.services.sessions import LONGEST, SHORTEST, SessionPlan
from classroom.services.weekly_sessions import local_moment


class HostField(forms.ModelChoiceField):
    """Those who teach the batch, by their names."""

    def label_from_instance(self, obj: User) -> str:
        return obj.name


class SessionForm(forms.Form):
    """A session, with day and time by the clocks of the batch."""

    title = forms.CharField(label=_("Title"), max_length=120)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(label=_("Begins"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST, initial=60)
    host = HostField(
        label=_("Host"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody in particular"),
        help_text=_("Opens the room, and has it in hand."),
    )
    partner = forms.ChoiceField(label=_("Held with"))
    about = forms.CharField(
        label=_("What it is about"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, batch: CourseBatch, session: LiveSession | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        self.fields["begins"].help_text = _("By the clocks of %(zone)s.") % {"zone": batch.timezone}
        host = self.fields["host"]
        host.queryset = User.objects.filter(batches_taught__batch=batch).order_by("display_name", "pk")
        partners = offered_partners()
        if session is not None and session.partner not in partners:
            partners.append(Partner(session.partner))
        self.fields["partner"].choices = [(partner.value, partner.label) for partner in partners]
        if len(partners) == 1:
            self.fields["partner"].widget = forms.HiddenInput()
            self.fields["partner"].initial = partners[0].value

    def plan(self) -> SessionPlan:
        """What was filled in; the form is valid."""
        given = {name: self.cleaned_data[name] for name in ("title", "minutes", "host", "partner", "about")}
        starts_at = local_moment(self.cleaned_data["day"], self.cleaned_data["begins"], self.batch.timezone)
        return SessionPlan(starts_at=starts_at, **given)


def values_of(session: LiveSession, zone: str) -> dict[str, object]:
    """What the form shows of a session."""
    begins: datetime = session.starts_at.astimezone(ZoneInfo(zone))
    return {
        "title": session.title,
        "day": begins.date(),
        "begins": begins.time(),
        "minutes": round((session.ends_at - session.starts_at).total_seconds() / 60),
        "host": session.host_id,
        "partner": session.partner,
        "about": session.about,
    }


class RecordingForm(forms.Form):
    """Where a session can be watched again."""

    url = forms.URLField(
        label=_("Address of the recording"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text=_("Leave it empty to take the link away."),
    )
