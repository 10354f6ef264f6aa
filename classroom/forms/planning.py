"""What teachers fill in about a batch: its plan, its weekly times, who teaches it, a copy of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.timezones import zone_choices
from catalog.models import CoursePage
from classroom.models import CourseBatch, Joining, TeacherRole
from classroom.services.batches import MOST_SEATS, NAME_LENGTH, BatchPlan, plan_of
from classroom.services.copying import PARTS
from classroom.services.slots import LONGEST, MOST, SHORTEST, SlotPlan

MOMENT = "%Y-%m-%dT%H:%M"
# At which field a refusal of the service is shown.
FIELD_OF_CODE = {
    "BATCH_NAME": "name",
    "BATCH_DATES": "ends_on",
    "BATCH_TOO_LONG": "ends_on",
    "BATCH_DAYS": "starts_on",
    "BATCH_TIMEZONE": "timezone",
    "BATCH_SEATS": "seats",
    "BATCH_SEATS_TAKEN": "seats",
    "BATCH_JOINING_TIME": "joins_until",
    "BATCH_PAID_COURSE": "joining",
    "BATCH_ATTENDANCE": "attendance_percent",
}


class LocalMomentField(forms.DateTimeField):
    """Day and time by a clock that is only known with the rest of the form: cleans to a moment without a zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)

    def to_python(self, value):
        with timezone.override(UTC):
            moment = super().to_python(value)
        return moment and moment.replace(tzinfo=None)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BatchForm(forms.Form):
    """The plan of a batch; the service judges whether it makes sense."""

    name = forms.CharField(
        label=_("Name"), max_length=NAME_LENGTH, help_text=_("As in “Thursday evenings” or “March 2026”.")
    )
    starts_on = forms.DateField(label=_("First day"), widget=_day())
    ends_on = forms.DateField(label=_("Last day"), widget=_day())
    timezone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("All days and times of the batch go by these clocks.")
    )
    seats = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Empty: there is always room."),
    )
    joining = forms.ChoiceField(label=_("Who may join"), choices=Joining.choices, initial=Joining.CODE)
    joins_from = LocalMomentField(
        label=_("Joining opens"), required=False, help_text=_("Empty: at once. By the clocks of the batch.")
    )
    joins_until = LocalMomentField(
        label=_("Joining closes"), required=False, help_text=_("Empty: with the last day. By the clocks of the batch.")
    )

    attendance_percent = forms.IntegerField(
        label=_("Counts as present from"),
        required=False,
        min_value=1,
        max_value=100,
        initial=50,
        help_text=_("Percent of a live session's time that somebody has to be there."),
    )

    def __init__(self, *args, batch: CourseBatch | None = None, zone: str = "", **kwargs):
        self.batch = batch
        zone = batch.timezone if batch else zone or settings.LMS_TIME_ZONE
        initial = {**(_typed_before(batch) if batch else {"timezone": zone}), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["timezone"].choices = zone_choices(zone)[1:]

    def plan(self) -> BatchPlan:
        """What was typed, for the service; what the form does not ask for stays as it is."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "course"}
        if data["attendance_percent"] is None:
            del data["attendance_percent"]
        zone = ZoneInfo(data["timezone"])
        for name in ("joins_from", "joins_until"):
            data[name] = data[name] and data[name].replace(tzinfo=zone)
        return replace(plan_of(self.batch), **data) if self.batch else BatchPlan(**data)

    def show_refusal(self, code: str, text: str) -> None:
        """Put what the service says at the field that it is about."""
        field = FIELD_OF_CODE.get(code)
        self.add_error(field if field in self.fields else None, text)


class NewBatchForm(BatchForm):
    """A batch that is not there yet: its course is chosen once."""

    course = forms.ModelChoiceField(label=_("Course"), queryset=CoursePage.objects.none(), empty_label="–")
    field_order = ["course"]

    def __init__(self, *args, courses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses


class SlotForm(forms.Form):
    """A time of the week; a row that was left empty counts for nothing."""

    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int, choices=[("", "–"), *WEEKDAYS.items()])
    begins = forms.TimeField(label=_("Begins"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), initial=90, min_value=SHORTEST, max_value=LONGEST)
    title = forms.CharField(label=_("Title"), max_length=NAME_LENGTH, required=False)
    host = forms.TypedChoiceField(label=_("Held by"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, teachers=(), **kwargs):
        # Also in a row that was there when the page was made.
        super().__init__(*args, **{**kwargs, "empty_permitted": True, "use_required_attribute": False})
        self.people = {person.pk: person for person in teachers}
        self.fields["host"].choices = [("", "–"), *((pk, person.name) for pk, person in self.people.items())]
        if not self.people:
            del self.fields["host"]

    def plan(self, partners: dict[int, str]) -> SlotPlan:
        """What was typed, for the service; `partners` by the number of the row that it changes."""
        data = self.cleaned_data
        plan = SlotPlan(
            weekday=data["weekday"],
            begins=data["begins"],
            minutes=data["minutes"],
            title=data["title"],
            host=self.people.get(data.get("host") or 0),
            pk=data["number"],
        )
        return replace(plan, partner=partners[plan.pk]) if plan.pk in partners else plan


class BaseSlots(forms.BaseFormSet):
    """The weekly times as rows."""

    def plans(self, partners: dict[int, str] | None = None) -> list[SlotPlan]:
        """Those that are neither empty nor to be removed."""
        gone = self.deleted_forms
        kept = [form for form in self.forms if form.has_changed() and form not in gone]
        return [form.plan(partners or {}) for form in kept]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove")


Slots = forms.formset_factory(SlotForm, formset=BaseSlots, extra=0, can_delete=True, max_num=MOST)


def slots_before(plans: list[SlotPlan]) -> list[dict[str, Any]]:
    """The weekly times as rows show them."""
    names = ("weekday", "begins", "minutes", "title")
    return [
        {"number": plan.pk, "host": plan.host and plan.host.pk, **{name: getattr(plan, name) for name in names}}
        for plan in plans
    ]


class TeacherForm(forms.Form):
    """Somebody who is to teach the batch."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=TeacherRole.choices,
        help_text=_("Teachers run the batch. Assistants see who is in it and help."),
    )


class CopyForm(forms.Form):
    """A batch taught again: its name, its first day, what comes along."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    starts_on = forms.DateField(
        label=_("First day"), widget=_day(), help_text=_("All other days move by as many days as this one.")
    )
    parts = forms.MultipleChoiceField(
        label=_("Copy too"),
        choices=[(key, part.label) for key, part in PARTS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=list(PARTS),
    )


def next_first_day(batch: CourseBatch, today: date) -> date:
    """A first day for a copy: after the last day and today, on the same day of the week."""
    earliest = max(batch.ends_on, today) + timedelta(days=1)
    return earliest + timedelta(days=(batch.starts_on - earliest).days % 7)


def _typed_before(batch: CourseBatch) -> dict[str, Any]:
    plan = plan_of(batch)
    local = {name: _by_its_clock(getattr(plan, name), batch.timezone) for name in ("joins_from", "joins_until")}
    names = ("name", "starts_on", "ends_on", "timezone", "seats", "joining", "attendance_percent")
    return {**{name: getattr(plan, name) for name in names}, **local}


def _by_its_clock(moment: datetime | None, zone: str) -> datetime | None:
    return moment and moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
