"""The role groups and what they may do by themselves; page and collection teams are catalog's."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission

from accounts.roles import ADMINS, INSTRUCTORS, MODERATORS, ROLE_GROUPS

# Nobody writes these by hand: logs and consents are evidence, the rest is Django's own business.
_NOT_BY_HAND = (
    Q(content_type__app_label__in=["contenttypes", "sessions"])
    | Q(content_type__app_label="auth", content_type__model="permission")
    | Q(content_type__app_label="admin", content_type__model="logentry")
    | (
        Q(content_type__app_label="accounts", content_type__model__in=["useractivity", "consent"])
        & ~Q(codename__startswith="view_")
    )
    # Learners' records outlive a click: accounts are switched off, and only superusers delete them.
    | Q(content_type__app_label="accounts", codename="delete_user")
)
_LIBRARIES = ("wagtaildocs", "wagtailimages", "wagtailmedia", "wagtailcore")
_FILED_MODELS = ("document", "image", "media", "collection")


def ensure_groups() -> dict[str, Group]:
    """Make the four role groups and give each the rights that it lacks; returns them by name.

    Runs after every migrate, and may run at any other time. Only adds: what somebody granted in
    the CMS stays. Needs the permissions to exist, which migrate makes just before.
    """
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in ROLE_GROUPS}
    may_enter = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    for name in (INSTRUCTORS, MODERATORS):
        _grant(groups[name], may_enter)
    _grant(groups[ADMINS], Permission.objects.exclude(_NOT_BY_HAND))
    _grant_libraries(groups[ADMINS])
    return groups


def _grant(group: Group, permissions: QuerySet[Permission]) -> None:
    through = Group.permissions.through
    held = set(through.objects.filter(group=group).values_list("permission_id", flat=True))
    wanted = set(permissions.order_by().values_list("pk", flat=True))
    missing = [through(group=group, permission_id=pk) for pk in sorted(wanted - held)]
    through.objects.bulk_create(missing, ignore_conflicts=True)


def _grant_libraries(group: Group) -> None:
    """Every image, document and media file, every collection; there is no root in an emptied database."""
    root = Collection.get_first_root_node()
    if root is None:
        return
    held = set(
        GroupCollectionPermission.objects.filter(group=group, collection=root).values_list("permission_id", flat=True)
    )
    wanted = Permission.objects.filter(
        content_type__app_label__in=_LIBRARIES, content_type__model__in=_FILED_MODELS
    ).order_by()
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=group, collection=root, permission=permission)
            for permission in wanted
            if permission.pk not in held
        ],
        ignore_conflicts=True,
    )
