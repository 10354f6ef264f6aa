"""What a person of the CMS may open there: pages, files, folders."""

from django.db.models import Model, QuerySet
from wagtail.models import Collection, Page
from wagtail.permission_policies.collections import CollectionPermissionLookupMixin
from wagtail.permissions import page_permission_policy, policy_registry

from catalog.rules import moderates

FILE_RIGHTS = ("add", "change", "delete", "choose")
MODEL_RIGHTS = ("add", "change", "delete", "view")


def visible_in_chooser(user, pages: QuerySet | None = None) -> QuerySet:
    """Those of `pages` (all, by default) that are public or that the person may open in the explorer."""
    pages = Page.objects.all() if pages is None else pages
    own = page_permission_policy.explorable_instances(user)
    return pages.filter(pk__in=own.values("pk")) | pages.filter(live=True)


def may_write_page(user, page_id: int) -> bool:
    """Does the person have a right on this page, and so on every page below it?"""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    return pages.filter(pk=page_id).exists()


def openable(user, model: type[Model]) -> QuerySet:
    """Pages to explore, files of own folders, or whatever the model's permissions give."""
    if issubclass(model, Page):
        return page_permission_policy.explorable_instances(user)
    policy = policy_registry.get_by_type(model)
    rights = FILE_RIGHTS if isinstance(policy, CollectionPermissionLookupMixin) else MODEL_RIGHTS
    return policy.instances_user_has_any_permission_for(user, rights)


def may_open_all(user, model: type[Model], ids: set[int]) -> bool:
    """May the person open every one of these?"""
    return openable(user, model).filter(pk__in=ids).count() == len(ids)


def may_use(user, file: Model) -> bool:
    """May the person put this image, document, film or sound into a page? Own ones, and what is public anyway."""
    return getattr(file, "is_public", False) or may_open_all(user, type(file), {file.pk})


def folders_of(user, folders: QuerySet) -> QuerySet:
    """Those of the collections `folders` whose names the person may know: all, or those of own courses."""
    if moderates(user):
        return folders
    return folders.filter(pk__in=Collection.objects.filter(course_team__group__user=user).values("pk"))


def usable(user, model: type[Model], ids: set[int]) -> set[int]:
    """Those of the things with these keys that the person may put into a page; see `may_use`. Two queries."""
    found = set(openable(user, model).filter(pk__in=ids).values_list("pk", flat=True))
    if any(field.name == "is_public" for field in model._meta.fields):
        found |= set(model._default_manager.filter(pk__in=ids - found, is_public=True).values_list("pk", flat=True))
    return found
