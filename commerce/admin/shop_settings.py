"""The terms of the shop are settings of Wagtail's: changing them asks for a second factor and is on record."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from wagtail.contrib.settings.views import EditView

from commerce.admin.doors import money_door
from commerce.models import ShopSettings
from commerce.services.audit import record_act

wagtails_view = EditView.as_view()


@money_door("commerce.change_shopsettings")
@transaction.atomic
def change_terms(request: HttpRequest, pk: int) -> HttpResponse:
    """Wagtail's own page; what it changes is written to the log in the same transaction."""
    before = facts_of(get_object_or_404(ShopSettings.objects.select_for_update(), pk=pk))
    answer = wagtails_view(request, app_name="commerce", model_name="shopsettings", pk=pk)
    after = facts_of(ShopSettings.objects.get(pk=pk))
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        record_act(actor=request.user, verb="terms.change", target="shop", details=changes, request=request)
    return answer


def facts_of(setting: ShopSettings) -> dict[str, str]:
    """The terms as they stand in the log."""
    names = [field.name for field in setting._meta.concrete_fields if field.name != "id"]
    return {name: str(getattr(setting, name)) for name in names}


# The address that Wagtail gives the page; registered before Wagtail's own, so that this one is found first.
urlpatterns = [path("settings/commerce/shopsettings/<int:pk>/", change_terms, name="shop_terms")]
