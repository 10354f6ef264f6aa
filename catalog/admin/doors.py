"""Doors of the CMS that Wagtail leaves ajar.

Each of these views asks no permission before it tells titles of pages, files or folders. Whoever may
not open the thing itself is turned away here, as everywhere else in the CMS.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from wagtail.admin.auth import permission_denied
from wagtail.models import Page
from wagtailmedia.models import get_media_model

from catalog.queries.cms import may_open_all, may_write_page, visible_in_chooser
from catalog.rules import moderates

Check = Callable[..., bool]


def may_see_in_chooser(request: HttpRequest, ids: Iterable[str | int]) -> bool:
    """Are all these pages ones that the page chooser lists for this person?"""
    wanted = {int(pk) for pk in ids if str(pk).isdecimal()}
    return visible_in_chooser(request.user).filter(pk__in=wanted).count() == len(wanted)


def choose_below(request: HttpRequest, *, parent_page_id: int) -> bool:
    return may_see_in_chooser(request, [parent_page_id])


def choose_several(request: HttpRequest) -> bool:
    return may_see_in_chooser(request, request.GET.getlist("id"))


def act_on_several(request: HttpRequest, *, app_label: str, model_name: str, action: str) -> bool:
    """Bulk actions list what they refuse; they are for things of which the person may open every one."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    ids = request.GET.getlist("id")
    if "all" in ids:
        parent_id = request.GET.get("childOf", "")
        return model is Page and parent_id.isdecimal() and may_write_page(request.user, int(parent_id))
    return may_open_all(request.user, model, {int(pk) for pk in ids if pk.isdecimal()})


def see_usage_of_media(request: HttpRequest, *, media_id: int) -> bool:
    return may_open_all(request.user, get_media_model(), {media_id})


def moderators_only(request: HttpRequest, **_arguments) -> bool:
    return moderates(request.user)


DOORS: dict[str, Check] = {
    "wagtailadmin_choose_page_child": choose_below,
    "wagtailadmin_choose_page_chosen_multiple": choose_several,
    "wagtail_bulk_action": act_on_several,
    "wagtailmedia:media_usage": see_usage_of_media,
    "wagtailadmin_reports:page_types_usage": moderators_only,
    "wagtailadmin_reports:page_types_usage_results": moderators_only,
    "wagtailadmin_api:images:listing": moderators_only,
    "wagtailadmin_api:images:detail": moderators_only,
    "wagtailadmin_api:images:find": moderators_only,
    "wagtailadmin_api:documents:listing": moderators_only,
    "wagtailadmin_api:documents:detail": moderators_only,
    "wagtailadmin_api:documents:find": moderators_only,
}


def closed(patterns: list, namespace: str = "") -> list:
    """The same patterns of the CMS with a check in front of every view that `DOORS` names."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            closed(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and f"{namespace}{pattern.name}" in DOORS:
            pattern.callback = checked(pattern.callback, DOORS[f"{namespace}{pattern.name}"])
    return patterns


def checked(view, check: Check):
    """`view`, for whom `check` lets through; strangers to the CMS go on to Wagtail's own check."""

    @wraps(view)
    def door(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.has_perm("wagtailadmin.access_admin") and not check(request, **kwargs):
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return door
