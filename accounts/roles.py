"""Roles are groups. The group names are the truth; everything else about a role follows from them."""

STUDENTS = "Students"
INSTRUCTORS = "Instructors"
MODERATORS = "Moderators"
ADMINS = "Admins"

STUDENT = "student"
INSTRUCTOR = "instructor"
MODERATOR = "moderator"
ADMIN = "admin"

# From the highest to the lowest: who is in several groups has the first role of these.
GROUP_OF_ROLE = {ADMIN: ADMINS, MODERATOR: MODERATORS, INSTRUCTOR: INSTRUCTORS, STUDENT: STUDENTS}
ROLES = tuple(GROUP_OF_ROLE)
ROLE_GROUPS = tuple(GROUP_OF_ROLE.values())
STAFF_ROLES = (ADMIN, MODERATOR)


def _group_names(user) -> set[str]:
    prefetched = getattr(user, "_prefetched_objects_cache", {})
    if "groups" in prefetched:
        return {group.name for group in prefetched["groups"]}
    return set(user.groups.filter(name__in=ROLE_GROUPS).values_list("name", flat=True))


def note_role(user, rank: int | None) -> None:
    """Spare `role_of(user)` its query: `rank` is the place of the person's best group in `ROLES`, if any."""
    user._role = STUDENT if rank is None else ROLES[rank]


def role_of(user) -> str:
    """The role of `user`: admin > moderator > instructor > student; '' for a visitor.

    Costs one query the first time, none when the groups were prefetched or for a superuser,
    and none after that for the same object.
    """
    if not user.is_authenticated:
        return ""
    if user.is_superuser:
        return ADMIN
    if getattr(user, "_role", None) is None:  # `request.user` is lazy: its own dictionary is not the person's
        names = _group_names(user)
        user._role = next((role for role, group in GROUP_OF_ROLE.items() if group in names), STUDENT)
    return user._role


def forget_role(user) -> None:
    """Make the next `role_of(user)` look again; called by whatever changes the groups."""
    user._role = None
    getattr(user, "_prefetched_objects_cache", {}).pop("groups", None)
