"""The form of a batch with its weekly times, as the pages for a new one and for its settings share it."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from classroom.forms.planning import BatchForm, Slots

PREFIX = "slots"


@dataclass
class Planning:
    """The two halves of the form; `is_asking` where only one more row is wanted and nothing is saved."""

    form: BatchForm
    slots: Slots
    is_asking: bool = False

    def is_valid(self) -> bool:
        """Both halves; each is looked at, so that everything that is wrong is shown at once."""
        return self.form.is_valid() & self.slots.is_valid()

    @property
    def is_wrong(self) -> bool:
        """Whether something was sent that cannot be taken."""
        return bool(self.form.errors) or (self.slots.is_bound and not self.slots.is_valid())


def read_planning(request: HttpRequest, form_class, *, rows, teachers=(), **options) -> Planning:
    """What was sent; what was there before where nothing was. `rows` are the weekly times as the form shows them."""
    if request.method != "POST":
        return planning_before(form_class, rows=rows, teachers=teachers, **options)
    people = _options(teachers)
    if request.POST.get("do") == "more":
        typed = {name: request.POST.get(name, "") for name in form_class.base_fields}
        form = form_class(**{**options, "initial": typed})
        return Planning(form, _one_more(request.POST, people), is_asking=True)
    return Planning(form_class(request.POST, **options), Slots(request.POST, **people))


def planning_before(form_class, *, rows, teachers=(), **options) -> Planning:
    """The form as it is before anything was sent."""
    return Planning(form_class(**options), Slots(initial=rows, **_options(teachers)))


def _options(teachers) -> dict:
    return {"form_kwargs": {"teachers": teachers}, "prefix": PREFIX}


def _one_more(data: QueryDict, people: dict) -> Slots:
    """The rows as they were typed, and an empty one; what is wrong with them is not judged yet."""
    count = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    numbers = range(min(int(count), Slots.max_num) if count.isdecimal() and len(count) < 4 else 0)
    names = Slots.form.base_fields
    rows = [{name: data.get(f"{PREFIX}-{number}-{name}", "") for name in names} for number in numbers]
    kept = [row for number, row in enumerate(rows) if not data.get(f"{PREFIX}-{number}-DELETE")]
    return Slots(initial=[*kept, {"minutes": 90}], **people)
