"""The person who signs in. Signing in is by e-mail; names are for showing, not for identifying."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import now
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from accounts.roles import role_of


def normalise_email(email: str | None) -> str:
    """The one spelling of an address that is stored and compared: trimmed and in lower case."""
    return (email or "").strip().lower()


def language_choices() -> list[tuple[str, str]]:
    """The languages of the interface, each in its own words."""
    return [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]


class UserManager(BaseUserManager["User"]):
    """Creates and finds people by e-mail, whatever case it is typed in."""

    @classmethod
    def normalize_email(cls, email):
        return normalise_email(email)

    def get_by_natural_key(self, email):
        return self.get(email=normalise_email(email))

    def create_user(self, email, password=None, **fields):
        """Store a bare user. Services and views use `accounts.services.users.create_user`."""
        if not normalise_email(email):
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=normalise_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """For `manage.py createsuperuser` alone; people get their rights from a role's group.

        Whoever may run commands here needs no mail to confirm the address.
        """
        user = self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})
        user.emailaddress_set.create(email=user.email, primary=True, verified=True)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One account. `role` follows from the groups, so that there is nothing to keep in step."""

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is already an account with this e-mail address.")},
    )
    display_name = models.CharField(_("name"), max_length=120, blank=True)
    certificate_name = models.CharField(
        _("name on certificates"),
        max_length=120,
        blank=True,
        help_text=_("Your full name, as it should be printed. Empty: the name above is used."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=language_choices,
        help_text=_("Empty: the language of the browser."),
    )
    timezone = models.CharField(_("time zone"), max_length=64, blank=True)
    is_staff = models.BooleanField(_("may use Django's administration"), default=False)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switch this off instead of deleting an account.")
    )
    date_joined = models.DateTimeField(_("joined"), default=now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_ci",
                violation_error_message=_("There is already an account with this e-mail address."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        self.email = normalise_email(self.email)

    def save(self, *args, **kwargs):
        self.email = normalise_email(self.email)
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """What others see: the name the person chose, else the part of the address before the @."""
        return self.display_name or self.email.partition("@")[0]

    @property
    def printed_name(self) -> str:
        """What a certificate says."""
        return self.certificate_name or self.name

    @property
    def role(self) -> str:
        """'admin', 'moderator', 'instructor' or 'student': the highest of the person's groups."""
        return role_of(self)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
