"""Reported letters in the CMS. Moderators see those that were reported, with two above them, and no others."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from catalog.admin.reviews import PER_PAGE, moderators_only
from catalog.queries.messages import letters_before, reported_messages
from catalog.queries.named_courses import titles_of
from catalog.services.message_notices import decide_on_message
from lms_site.cms.page_head import page_head


@moderators_only
def message_reports(request: HttpRequest) -> HttpResponse:
    """Letters that wait for a decision; a page of 20."""
    page = Paginator(reported_messages(), PER_PAGE).get_page(request.GET.get("p"))
    rows = list(page.object_list)
    titles = titles_of(row.conversation.course_key for row in rows)
    context = {
        "page": page,
        "rows": [(row, titles.get(row.conversation.course_key, "")) for row in rows],
        **page_head(_("Reported messages"), "mail"),
    }
    return render(request, "catalog/admin/messages.html", context)


@moderators_only
def message_report(request: HttpRequest, pk: int) -> HttpResponse:
    """One reported letter; POST removes it or leaves it."""
    message = reported_messages().filter(pk=pk).first()
    if message is None:
        raise Http404
    if request.method == "POST":
        remove = request.POST.get("decision") == "remove"
        decide_on_message(moderator=request.user, message_id=pk, remove=remove)
        text = _("The message is removed from the conversation.") if remove else _("The message stays as it is.")
        messages.success(request, text)
        return redirect("moderate_messages")
    index = (_("Reported messages"), reverse("moderate_messages"))
    head = page_head(_("A reported message"), "mail", index)
    context = {"message": message, "above": letters_before(message), **head}
    return render(request, "catalog/admin/message.html", context)
