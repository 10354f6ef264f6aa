"""Wagtail's own views of models by which money is reckoned: a second factor to change, each change on record."""

from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from wagtail.admin.views.generic import CreateView, DeleteView, EditView

from commerce.admin.doors import FactorMixin
from commerce.services.audit import record_act


class RecordedMixin(FactorMixin):
    """`record` writes to the log what was done; to be called within the transaction of the change."""

    always_touches_money = True

    def record(self, instance, act: str, details: dict[str, Any]) -> None:
        name = instance._meta.model_name
        record_act(
            actor=self.request.user,
            verb=f"{name}.{act}",
            target=f"{name}:{instance.pk}",
            details={"what": str(instance), **details},
            request=self.request,
        )


class LoggedExportMixin:
    """For lists that Wagtail exports: what was taken away, and by which filters, is on record."""

    def as_spreadsheet(self, queryset, spreadsheet_format: str):
        details = {"format": spreadsheet_format, "filters": self.request.GET.urlencode()[:500]}
        record_act(
            actor=self.request.user, verb="export", target=self.get_filename(), details=details, request=self.request
        )
        return super().as_spreadsheet(queryset, spreadsheet_format)


class RecordedCreateView(RecordedMixin, CreateView):
    """Adding."""

    def save_instance(self):
        instance = super().save_instance()
        self.record(instance, "create", as_text(instance))
        return instance


class RecordedEditView(RecordedMixin, EditView):
    """Changing: what was, and what is."""

    def save_instance(self):
        rows = self.model._default_manager
        before = as_text(rows.get(pk=self.object.pk))
        instance = super().save_instance()
        # Read again: what was typed as 12 stands there as 12.000.
        after = as_text(rows.get(pk=instance.pk))
        changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        if changes:
            self.record(instance, "change", changes)
        return instance


class RecordedDeleteView(RecordedMixin, DeleteView):
    """Deleting: what was."""

    @transaction.atomic
    def delete_action(self):
        self.record(self.object, "delete", as_text(self.object))
        super().delete_action()


class RecordedViews:
    """For a ModelViewSet: all three."""

    add_view_class = RecordedCreateView
    edit_view_class = RecordedEditView
    delete_view_class = RecordedDeleteView


def as_text(instance) -> dict[str, str]:
    """The fields of a row as they stand in the log."""
    return {name: "" if value is None else str(value) for name, value in model_to_dict(instance).items()}
