"""Changing what a person shows of themself."""

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.events import ProfileChanged
from accounts.models import ActivityVerb, User, UserProfile
from accounts.roles import STUDENT
from accounts.services.activity import record_activity
from lms_site.cache_versions import bump
from lms_site.events import publish

USER_FIELDS = ("display_name", "certificate_name", "language", "timezone")
PROFILE_FIELDS = ("headline", "bio", "website", "is_public")


def profile_of(user: User) -> UserProfile:
    """The person's profile, made now if the account has none yet (createsuperuser makes none)."""
    return UserProfile.objects.get_or_create(user=user)[0]


@transaction.atomic
def update_profile(
    *, user: User, photo: ContentFile | None = None, remove_photo: bool = False, **fields: str | bool
) -> UserProfile:
    """Store the given fields of user and profile; the others stay. One line in the log.

    `photo` is the finished image that `accounts.photos.prepare_photo` made. The file of a replaced
    or removed photo is deleted after commit. Publishes ProfileChanged; pages that show a person whom
    everybody may see are built anew at once. Raises TypeError for a field that is not editable.
    """
    unknown = fields.keys() - {*USER_FIELDS, *PROFILE_FIELDS}
    if unknown:
        raise TypeError(f"Not editable here: {', '.join(sorted(unknown))}.")
    profile = UserProfile.objects.select_for_update().get(pk=profile_of(user).pk)
    old_photo, was_public = profile.photo.name, profile.is_public
    for name, value in fields.items():
        setattr(user if name in USER_FIELDS else profile, name, value)
    if photo is not None:
        profile.photo.save("photo.webp", photo, save=False)
    elif remove_photo:
        profile.photo = ""
    user.save(update_fields=[name for name in fields if name in USER_FIELDS])
    profile.save()
    if old_photo and old_photo != profile.photo.name:
        storage = profile.photo.storage
        transaction.on_commit(lambda: storage.delete(old_photo))
    record_activity(user=user, verb=ActivityVerb.PROFILE_UPDATED)
    if was_public or profile.is_public or user.role != STUDENT:
        bump("public")
    publish(ProfileChanged(user_id=user.pk))
    user.profile = profile
    return profile
