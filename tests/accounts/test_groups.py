"""The role groups exist after migrate, with the rights that their people need, and come back."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_migrate
from wagtail.models import GroupPagePermission, Page

from accounts.roles import ROLE_GROUPS
from accounts.services.groups import ensure_groups
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory

pytestmark = pytest.mark.django_db


def emit_post_migrate():
    """What migrate, and the emptying of a test database, send for every app."""
    for config in apps.get_app_configs():
        if config.models_module:
            post_migrate.send(sender=config, app_config=config, using="default", apps=apps, verbosity=0)


def test_groups_exist_after_migrate():
    assert set(Group.objects.filter(name__in=ROLE_GROUPS).values_list("name", flat=True)) == set(ROLE_GROUPS)


def test_groups_come_back_with_their_rights_in_an_emptied_database():
    Group.objects.all().delete()
    Permission.objects.all().delete()
    emit_post_migrate()
    rights = Group.objects.get(name="Admins").permissions
    assert rights.filter(codename="change_user", content_type__app_label="accounts").exists()
    assert Group.objects.get(name="Instructors").permissions.filter(codename="access_admin").exists()


def test_ensure_groups_twice_changes_nothing():
    ensure_groups()
    before = set(Group.permissions.through.objects.values_list("group_id", "permission_id"))
    ensure_groups()
    assert set(Group.permissions.through.objects.values_list("group_id", "permission_id")) == before


def test_ensure_groups_keeps_what_somebody_granted():
    extra = Permission.objects.get(codename="view_useractivity")
    Group.objects.get(name="Moderators").permissions.add(extra)
    ensure_groups()
    assert Group.objects.get(name="Moderators").permissions.filter(pk=extra.pk).exists()


@pytest.mark.parametrize(
    ("factory", "may"),
    [(UserFactory, False), (InstructorFactory, True), (ModeratorFactory, True), (AdminFactory, True)],
)
def test_who_may_enter_the_cms(factory, may):
    assert factory().has_perm("wagtailadmin.access_admin") is may


@pytest.mark.parametrize("factory", [UserFactory, InstructorFactory, ModeratorFactory])
def test_only_admins_manage_people(factory, client):
    user = factory()
    assert not user.has_perm("accounts.change_user")
    assert not user.has_perm("accounts.view_useractivity")


@pytest.mark.parametrize(
    "path",
    [
        "/cms/users/",
        "/cms/users/new/",
        "/cms/groups/new/",
        "/cms/redirects/add/",
        "/cms/documents/",
        "/cms/images/",
        "/cms/media/",
        "/cms/sites/",
        "/cms/collections/add/",
        "/cms/workflows/list/",
        "/cms/snippets/accounts/legaldocument/add/",
        "/cms/reports/activity/",
        "/cms/api-tokens/",
        "/django-admin/accounts/user/",
        "/django-admin/mfa/authenticator/",
    ],
)
def test_admin_opens_every_part_of_the_administration(client, path):
    client.force_login(AdminFactory())
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("model", ["useractivity", "consent"])
def test_nobody_but_superusers_may_write_evidence(model):
    admin = AdminFactory()
    assert admin.has_perm(f"accounts.view_{model}")
    for action in ("add", "change", "delete"):
        assert not admin.has_perm(f"accounts.{action}_{model}")


def test_admin_switches_accounts_off_and_does_not_delete_them():
    assert not AdminFactory().has_perm("accounts.delete_user")


# --- Wagtail's own group -----------------------------------------------------------------------------
@pytest.fixture
def remove_editors():
    """Run what the migration does."""
    migration = import_module("accounts.migrations.0003_remove_editors_group")
    return lambda: migration.remove_editors(apps, None)


def test_wagtails_editors_are_gone_after_migrate():
    assert not Group.objects.filter(name="Editors").exists()


def test_removing_editors_takes_their_rights_and_leaves_moderators_alone(remove_editors):
    editors = Group.objects.create(name="Editors")
    right = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=editors, page=Page.get_first_root_node(), permission=right)
    before = set(GroupPagePermission.objects.exclude(group=editors).values_list("group__name", "permission__codename"))
    remove_editors()
    remove_editors()  # absent by now: nothing to do
    assert not Group.objects.filter(name="Editors").exists()
    assert set(GroupPagePermission.objects.values_list("group__name", "permission__codename")) == before
    assert ("Moderators", "publish_page") in before


def test_editors_whom_somebody_put_people_into_stay(remove_editors):
    Group.objects.create(name="Editors").user_set.add(UserFactory())
    remove_editors()
    assert Group.objects.filter(name="Editors").exists()
