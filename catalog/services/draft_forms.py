"""What a program sends goes through the editor's own form, so that both accept the same.

The form is cut down to the fields that were sent. Values come ready, not as the texts of an HTML form.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from taggit.forms import TagField
from wagtail.admin.panels import get_form_for_model
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page

from catalog.models.price import MINOR_PER_MAJOR, MinorUnitsFormField

Mistakes = dict[str, list[str]]
NO_FIELD = "non_field_errors"


class AsGiven(forms.Widget):
    """Hands the field the value itself."""

    def value_from_datadict(self, data, files, name):
        return data.get(name)


class TagNames(forms.Field):
    """A list of names, in the place of one line with commas."""


def editor_form(page: Page, values: dict[str, Any], *, parent: Page, user) -> forms.ModelForm:
    """The editor's form of `page`, bound to `values` and nothing else, as for saving a draft."""
    handler = type(page).get_edit_handler()
    options = handler.get_form_options()
    fields = [name for name in options["fields"] if name in values]
    form_class = get_form_for_model(
        type(page), form_class=type(page).base_form_class, **{**options, "fields": fields, "formsets": {}}
    )
    data = dict(values)
    form = form_class(data=data, instance=page, parent_page=parent, for_user=user)
    for name, field in form.fields.items():
        if isinstance(field, TagField):
            field = form.fields[name] = TagNames(required=False)
        if isinstance(field, MinorUnitsFormField):
            data[name] = Decimal(values[name]) / MINOR_PER_MAJOR
        field.widget = AsGiven()
    form.defer_required_fields()
    return form


def mistakes_of(form: forms.ModelForm) -> Mistakes:
    """Sentences by place, as far down into blocks as they go."""
    found: Mistakes = {}
    for name, errors in form.errors.as_data().items():
        place = NO_FIELD if name == NON_FIELD_ERRORS else name
        for error in errors:
            for where, sentence in _sentences(error, place):
                found.setdefault(where, []).append(sentence)
    return found


def _sentences(error: ValidationError, place: str) -> Iterator[tuple[str, str]]:
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield from ((place, str(message)) for message in error.messages)
        return
    own = getattr(error, "non_block_errors", None)
    for mistake in own.as_data() if own else ():
        yield from _sentences(mistake, place)
    is_stream = isinstance(error, StreamBlockValidationError)
    for name, below in inner.items():
        yield from _sentences(below, f"{place}.{name}.value" if is_stream else f"{place}.{name}")
