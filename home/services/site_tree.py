"""The pages, rights and workflow that every site starts with."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_noop
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from accounts.roles import ADMINS, MODERATORS
from catalog.models import CourseIndexPage
from home.models import HomePage
from lms_site.links import site_name

WORKFLOW = "Review before publishing"
PAGE_RIGHTS = {
    MODERATORS: ("change_page", "publish_page", "lock_page", "unlock_page"),
    ADMINS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}
# Wagtail asks for these by the names of its own models, whatever model a project stores files in.
FILE_APPS = ("wagtailimages", "wagtaildocs", "wagtailmedia")
MODEL_RIGHTS = {
    MODERATORS: (
        *(f"{verb}_{noun}" for verb in ("add", "change", "delete", "view") for noun in ("category", "reusabletext")),
        *(f"{verb}_enrollmentcode" for verb in ("add", "change", "delete", "view")),
        *("change_certificate", "view_certificate"),
    ),
}
MODEL_RIGHTS[ADMINS] = (*MODEL_RIGHTS[MODERATORS], "change_sitelook")
FILE_RIGHTS = (
    *(f"{verb}_{noun}" for verb in ("add", "change", "delete", "choose") for noun in ("image", "document")),
    *(f"{verb}_media" for verb in ("add", "change", "delete")),
)


@transaction.atomic
def ensure_site_tree(*, hostname: str = "localhost", port: int = 80) -> HomePage:
    """Home page, catalog, default site, moderators' rights and the review workflow; idempotent.

    Runs after every `migrate`, so that a new database has a site; never undoes what people changed.
    The words that it writes are shown in the reader's language for as long as nobody has changed them.
    """
    locale = Locale.objects.first() or Locale.objects.create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    home = HomePage.objects.first() or _make_home(root, locale)
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(hostname=hostname, port=port, root_page=home, is_default_site=True, site_name=site_name())
    Site.objects.filter(is_default_site=True, site_name="").update(site_name=site_name())
    index = CourseIndexPage.objects.first()
    if index is None:
        index = home.add_child(instance=CourseIndexPage(title=gettext_noop("Courses"), slug="courses", locale=locale))
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    _grant_rights(root)
    _ensure_workflow(index)
    return home


def _make_home(root: Page, locale: Locale) -> HomePage:
    """Put our home page in the place of Wagtail's welcome page."""
    home = root.add_child(
        instance=HomePage(
            title=gettext_noop("Home"),
            slug="hybrid-lms-home",
            locale=locale,
            headline=gettext_noop("Learn something real"),
        )
    )
    welcome = Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk)
    Site.objects.filter(root_page__in=welcome).update(root_page=home)
    for page in welcome:
        if page.specific_class is Page:
            Page.objects.get(pk=page.pk).delete()
    home = HomePage.objects.get(pk=home.pk)
    home.slug = "home"
    home.save()
    return home


def _grant_rights(root: Page) -> None:
    collection = Collection.get_first_root_node()
    for group_name, codenames in PAGE_RIGHTS.items():
        group, _created = Group.objects.get_or_create(name=group_name)
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for permission in Permission.objects.filter(content_type__app_label__in=FILE_APPS, codename__in=FILE_RIGHTS):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
        own = Permission.objects.filter(content_type__app_label="catalog", codename__in=MODEL_RIGHTS[group_name])
        group.permissions.add(*own)


def _ensure_workflow(index: CourseIndexPage) -> None:
    """Pages of courses go through the moderators before they are public."""
    if WorkflowPage.objects.filter(page=index.page_ptr).exists():
        return
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    task = GroupApprovalTask.objects.filter(name="Moderators").first()
    if task is None:
        task = GroupApprovalTask.objects.create(name="Moderators")
    task.groups.add(Group.objects.get(name=MODERATORS))
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.create(workflow=workflow, page=index.page_ptr)
