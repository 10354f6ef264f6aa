"""Reactions that fail, in the CMS: of which event, how often, why, when next, and trying again at once.

Events whose reactions all succeeded, or have not run yet, are nobody's business here.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.widgets.button import Button, HeaderButton

from lms_site.cms.retrying import SeeAndRetryPolicy, SeeAndRetryViewSet, question
from lms_site.delivery import failing, try_again
from lms_site.models import OutboxEvent
from lms_site.reactions import REACTIONS

policy = SeeAndRetryPolicy(OutboxEvent)
# What one press of "all" may cost; the others follow by themselves or with the next press.
MOST_AT_ONCE = 500


def outstanding(event: OutboxEvent) -> str:
    """The reactions of the event that have not succeeded yet, in one line."""
    if event.name not in REACTIONS:
        return _("This release does not know the event.")
    return ", ".join(reaction for reaction in REACTIONS[event.name] if reaction not in event.finished)


class OutboxIndexView(IndexView):
    """The list of what fails; its title leads to the details, as there is nothing to edit."""

    def get_base_queryset(self):
        return failing()

    def get_edit_url(self, instance):
        return None

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if policy.user_has_permission(self.request.user, "change"):
            buttons.append(_again_button(instance))
        return buttons

    @property
    def header_buttons(self):
        if not policy.user_has_permission(self.request.user, "change") or not failing().exists():
            return []
        return [HeaderButton(_("Try all again now"), url=reverse("outbox:again"), icon_name="rotate")]


class OutboxInspectView(InspectView):
    """The details, with the way to try again."""

    page_title = gettext_lazy("Details")

    def get_object(self, queryset=None):
        return get_object_or_404(failing(), pk=self.pk)

    def get_edit_url(self):
        return None

    def get_field_label(self, field_name, field):
        return _("Still to do") if field is None else super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name, field):
        if field is None:
            return outstanding(self.object)
        return super().get_field_display_value(field_name, field)

    @property
    def header_more_buttons(self):
        return [_again_button(self.object)] if policy.user_has_permission(self.request.user, "change") else []


def again(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Ask, then try the failed reactions of one event again, or those of every event."""
    if not policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    event = get_object_or_404(failing(), pk=pk) if pk else None
    if request.method == "POST":
        _try(request, [event.pk] if event else failing().values_list("pk", flat=True)[:MOST_AT_ONCE])
        return redirect("outbox:index")
    context = {
        "event": event,
        "outstanding": outstanding(event) if event else "",
        "count": 1 if event else min(failing().count(), MOST_AT_ONCE),
        **question(OutboxViewSet, _("Try again now"), "rotate"),
    }
    return render(request, "lms_site/cms/outbox_again.html", context)


def _again_button(event: OutboxEvent) -> Button:
    url = reverse("outbox:again_one", args=(event.pk,))
    return Button(_("Try again now"), url=url, icon_name="rotate", priority=10)


def _try(request: HttpRequest, event_ids) -> None:
    count = try_again(event_ids)
    if not count:
        messages.warning(request, _("Nothing to try again: it is running now, or has succeeded meanwhile."))
        return
    text = ngettext("%(count)d event is tried again.", "%(count)d events are tried again.", count)
    messages.success(request, text % {"count": count})


class OutboxViewSet(SeeAndRetryViewSet):
    """Mounted at /cms/outbox/."""

    model = OutboxEvent
    name = "outbox"
    icon = "warning"
    menu_label = gettext_lazy("Failed reactions")
    menu_order = 860
    inspect_view_fields = ["name", "payload", "created_at", "attempts", "outstanding", "last_error", "retry_at"]
    index_view_class = OutboxIndexView
    inspect_view_class = OutboxInspectView
    index_results_template_name = "lms_site/cms/outbox_results.html"
    form_fields = ["attempts"]
    search_fields = ["name", "last_error"]
    list_filter = ["created_at"]
    ordering = ["-id"]
    list_display = [
        "name",
        DateColumn("created_at", label=gettext_lazy("Happened"), sort_key="created_at"),
        "attempts",
        Column("outstanding", label=gettext_lazy("Still to do"), accessor=outstanding),
        Column("last_error", label=gettext_lazy("Last error")),
        DateColumn("retry_at", label=gettext_lazy("Next attempt"), sort_key="retry_at"),
    ]
    again_view = again
