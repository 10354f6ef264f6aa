"""Teams: who may write which course. Never a permission on the index, which would reach every course."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from catalog.models import CoursePage, CourseTeam

PAGE_PERMISSIONS = ("add_page", "change_page")
# Wagtail asks for these by the names of its own models, whatever model a project stores files in.
FILE_PERMISSIONS = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
    "wagtailmedia": ("add_media", "change_media"),
}


@transaction.atomic
def ensure_team(course: CoursePage) -> CourseTeam:
    """The team of `course`, made when it has none: group, file folder, rights on this subtree alone."""
    team = CourseTeam.objects.filter(course=course).select_related("group", "collection").first()
    if team is not None:
        return team
    group, _created = Group.objects.get_or_create(name=f"Course team {course.pk}")
    collection = _make_collection(course)
    _grant(group, course, collection)
    team = CourseTeam.objects.create(course=course, group=group, collection=collection)
    if course.owner_id:
        course.owner.groups.add(group)
    return team


def _make_collection(course: CoursePage) -> Collection:
    root = Collection.get_first_root_node()
    return root.add_child(instance=Collection(name=course.title[:200] or f"Course {course.pk}"))


def _grant(group: Group, course: CoursePage, collection: Collection) -> None:
    """Give the group its rights on the course's pages and files; three queries."""
    names = {("wagtailcore", name) for name in PAGE_PERMISSIONS}
    names |= {(app, name) for app, codenames in FILE_PERMISSIONS.items() for name in codenames}
    found = Permission.objects.filter(codename__in=[name for _app, name in names])
    rights = {(right.content_type.app_label, right.codename): right for right in found.select_related("content_type")}
    pages = [rights[name] for name in names if name[0] == "wagtailcore"]
    files = [rights[name] for name in names if name[0] != "wagtailcore"]
    GroupPagePermission.objects.bulk_create(
        [GroupPagePermission(group=group, page_id=course.pk, permission=right) for right in pages],
        ignore_conflicts=True,
    )
    GroupCollectionPermission.objects.bulk_create(
        [GroupCollectionPermission(group=group, collection=collection, permission=right) for right in files],
        ignore_conflicts=True,
    )


@transaction.atomic
def sync_team(*, course: CoursePage, user_ids: set[int]) -> None:
    """Give the course's owner and the instructors it names, and nobody else, the right to write it."""
    team = ensure_team(course)
    wanted = set(user_ids) | ({course.owner_id} if course.owner_id else set())
    present = set(team.group.user_set.values_list("pk", flat=True))
    if wanted != present:
        team.group.user_set.set(wanted)


@transaction.atomic
def dissolve_team(course: CoursePage) -> None:
    """Remove group and rights with the course; files move to the common folder."""
    team = CourseTeam.objects.filter(course=course).select_related("group").first()
    if team is None:
        return
    group, collection = team.group, team.collection
    team.delete()
    group.delete()
    if collection is not None:
        GroupCollectionPermission.objects.filter(collection=collection).delete()
