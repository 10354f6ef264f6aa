"""The profile as its owner reads and writes it."""

from django.conf import settings
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.timezones import is_zone
from lms_site.api.serializers import StrictSerializer


class ProfileBody(StrictSerializer):
    """PUT names every field, PATCH those that change; role, address and rights are not among them."""

    display_name = serializers.CharField(max_length=120, help_text="As teachers and fellow learners see it.")
    certificate_name = serializers.CharField(
        max_length=120, allow_blank=True, help_text="As it should be printed; empty: the name above."
    )
    headline = serializers.CharField(max_length=120, allow_blank=True)
    bio = serializers.CharField(max_length=2000, allow_blank=True)
    website = serializers.CharField(
        max_length=200, allow_blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    is_public = serializers.BooleanField(help_text="Others may see photo, headline and text.")
    language = serializers.ChoiceField(
        choices=settings.LANGUAGES, allow_blank=True, help_text="Empty: as Accept-Language says."
    )
    timezone = serializers.CharField(
        max_length=64, allow_blank=True, help_text='Such as "Asia/Jakarta"; empty: as this site.'
    )

    def validate_timezone(self, name: str) -> str:
        if name and not is_zone(name):
            raise serializers.ValidationError(_("This is not a time zone."))
        return name


class Profile(ProfileBody):
    """What is known of the person; everything but the fields of `ProfileBody` is for reading."""

    id = serializers.IntegerField(read_only=True)
    email = serializers.EmailField(read_only=True)
    role = serializers.ChoiceField(choices=["admin", "moderator", "instructor", "student"], read_only=True)
    date_joined = serializers.DateTimeField(read_only=True)
    photo = serializers.URLField(read_only=True, allow_null=True, help_text="A square WebP of 256 pixels.")
