"""Support in the CMS: find a person, see what there is of them, help."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from accounts.models import User
from accounts.services.sessions import sign_out_everywhere
from accounts.views.seeing import see_as
from home.support import find_people, person_facts
from lms_site.cms.page_head import page_head


def _require_support(request: HttpRequest) -> None:
    if not request.user.has_perm("accounts.support_people"):
        raise PermissionDenied


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Search by name or address."""
    _require_support(request)
    words = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    context = {"words": words, "found": find_people(words)}
    return render(request, "home/cms/people.html", page_head(_("People"), "user") | context)


@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person with everything that support may see."""
    _require_support(request)
    found = get_object_or_404(User.objects.select_related("profile").prefetch_related("groups"), pk=pk)
    context = {
        "facts": person_facts(found),
        "person": found,
        "can_see_as": request.user.has_perm("accounts.see_as", found),
        "can_sign_out": request.user.has_perm("accounts.sign_out_person", found),
        "can_edit": request.user.has_perm("accounts.change_user"),
        "can_see_orders": request.user.has_perm("commerce.view_order"),
        "can_see_report": request.user.has_perm("accounts.view_useractivity"),
    }
    head = page_head(found.name, "user", (_("People"), reverse("support_people")))
    return render(request, "home/cms/person.html", head | context)


@require_POST
def sign_out(request: HttpRequest, pk: int) -> HttpResponse:
    """End every session of a person, as when a device is lost."""
    found = get_object_or_404(User, pk=pk)
    count = sign_out_everywhere(person=found, actor=request.user)
    text = ngettext(
        "%(name)s is signed out everywhere (%(count)d device).",
        "%(name)s is signed out everywhere (%(count)d devices).",
        count,
    )
    messages.success(request, text % {"name": found.name, "count": count})
    return redirect("support_person", pk)


urlpatterns = [
    path("people/", people, name="support_people"),
    path("people/<int:pk>/", person, name="support_person"),
    path("people/<int:pk>/see-as/", see_as, name="see_as"),
    path("people/<int:pk>/sign-out/", sign_out, name="sign_out_person"),
]
