"""allauth's forms in our words: labels above the fields, no placeholders that repeat them."""

from django.utils.translation import gettext_lazy as _

PASSWORD_ADVICE = _("At least 8 characters. A sentence is easier to remember.")


class PlainFields:
    """Mixed into a form: takes placeholders away, and renames fields by `labels` and `hints`."""

    labels: dict = {}
    hints: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
