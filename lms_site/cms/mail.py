"""Mail in the CMS: what was sent, what waits and why, and sending again; nobody writes rows here.

Bodies are not shown: a waiting mail may hold somebody's sign-in code.
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
from lms_site.errors import DomainError
from lms_site.mail_sending import send_again
from lms_site.models import MailState, OutgoingMail

policy = SeeAndRetryPolicy(OutgoingMail)


class MailIndexView(IndexView):
    """The list; its title leads to the details, as there is nothing to edit."""

    def get_edit_url(self, instance):
        return None

    @property
    def header_buttons(self):
        failed = OutgoingMail.objects.filter(state=MailState.FAILED).exists()
        if not failed or not policy.user_has_permission(self.request.user, "change"):
            return []
        return [HeaderButton(_("Send all again that were given up"), url=reverse("mail:again"), icon_name="mail")]


class MailInspectView(InspectView):
    """The details, with the way to send again."""

    page_title = gettext_lazy("Details")

    def get_edit_url(self):
        return None

    @property
    def header_more_buttons(self):
        may_change = policy.user_has_permission(self.request.user, "change")
        if not may_change or self.object.state not in (MailState.FAILED, MailState.QUEUED):
            return []
        url = reverse("mail:again_one", args=(self.object.pk,))
        return [Button(_("Send again"), url=url, icon_name="mail", priority=10)]


def again(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Ask, then send one mail again, or every mail that was given up."""
    if not policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    mail = get_object_or_404(OutgoingMail, pk=pk) if pk else None
    failed = OutgoingMail.objects.filter(state=MailState.FAILED)
    if request.method == "POST":
        _send(request, [mail.pk] if mail else list(failed.values_list("pk", flat=True)))
        return redirect("mail:index")
    context = {
        "mail": mail,
        "count": 1 if mail else failed.count(),
        **question(MailViewSet, _("Send again"), "mail"),
    }
    return render(request, "lms_site/cms/mail_again.html", context)


def _send(request: HttpRequest, mail_ids: list[int]) -> None:
    sent = 0
    for mail_id in mail_ids:
        try:
            send_again(mail_id=mail_id)
            sent += 1
        except DomainError as error:
            messages.error(request, str(error))
    if sent:
        text = ngettext("%(count)d mail is on its way again.", "%(count)d mails are on their way again.", sent)
        messages.success(request, text % {"count": sent})


class MailViewSet(SeeAndRetryViewSet):
    """Mounted at /cms/mail/."""

    model = OutgoingMail
    name = "mail"
    icon = "mail"
    menu_label = gettext_lazy("Mail")
    menu_order = 850
    inspect_view_fields = [
        "recipients", "subject", "state", "attempts", "last_error", "next_attempt_at",
        "sent_at", "created_at", "language", "key",
    ]  # fmt: skip
    index_view_class = MailIndexView
    inspect_view_class = MailInspectView
    form_fields = ["state"]
    search_fields = ["subject", "to", "key"]
    list_filter = ["state", "created_at"]
    list_display = [
        "subject",
        Column("recipients", label=gettext_lazy("To")),
        "state",
        "attempts",
        Column("last_error", label=gettext_lazy("Last error")),
        DateColumn("created_at", label=gettext_lazy("Written"), sort_key="created_at"),
        DateColumn("sent_at", label=gettext_lazy("Sent"), sort_key="sent_at"),
    ]
    again_view = again
