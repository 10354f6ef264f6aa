"""Who may come in where money is: a right, and a second factor before money moves or leaves as a table."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.middleware import has_second_factor


def lacks_factor_for_money(user) -> bool:
    """Whether `user` must set up a second factor before touching money. One query where it is asked for."""
    return settings.LMS_MONEY_MFA == "required" and not has_second_factor(user)


def turned_away(request: HttpRequest, permission: str, *, touches_money: bool) -> HttpResponse | None:
    """Where to send whoever may not go on; None for whoever may. Raises PermissionDenied without the right."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return asked_for_factor(request) if touches_money else None


def asked_for_factor(request: HttpRequest) -> HttpResponse | None:
    """Where to set a second factor up for whoever lacks one that is asked for; None for everybody else."""
    if not lacks_factor_for_money(request.user):
        return None
    messages.info(request, _("Here you touch money. Protect your account with a second step, then go on."))
    return redirect("mfa_activate_totp")


def money_door(permission: str, *, touches_money: bool = True) -> Callable:
    """A view for people with the permission who have, unless it only shows things, a second factor."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            return turned_away(request, permission, touches_money=touches_money) or view(request, *args, **kwargs)

        return guarded

    return wrap


class FactorMixin:
    """For Wagtail's own views, which ask for the right themselves: a second factor to change, or to take away."""

    always_touches_money = False

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        touches = self.always_touches_money or getattr(self, "is_export", False)
        return (asked_for_factor(request) if touches else None) or super().dispatch(request, *args, **kwargs)


class MoneyDoorMixin:
    """The same for class-based views: `permission` to see, `export_permission` to take away ("": nobody may)."""

    permission = ""
    export_permission = ""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        away = turned_away(request, self.permission, touches_money=False)
        if away is None and getattr(self, "is_export", False):
            if not self.export_permission:
                raise PermissionDenied
            away = turned_away(request, self.export_permission, touches_money=True)
        return away or super().dispatch(request, *args, **kwargs)
