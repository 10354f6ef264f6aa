"""Adding and editing people in the CMS."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserForm

from accounts.models import ActivityVerb, User
from accounts.models.user import normalise_email
from accounts.roles import ADMIN, INSTRUCTOR, MODERATOR, STUDENT, role_of
from accounts.services.activity import record_activity
from accounts.services.profiles import profile_of
from accounts.services.roles import assign_role
from accounts.services.users import set_primary_email
from accounts.timezones import zone_choices

ROLE_CHOICES = [
    (STUDENT, _("Learner")),
    (INSTRUCTOR, _("Instructor: writes courses")),
    (MODERATOR, _("Moderator: reviews and publishes courses")),
    (ADMIN, _("Admin: everything in the CMS")),
]
# Who edits their own account here cannot lose the way back in; these have pages of their own.
NOT_ONES_OWN = ("email", "is_active", "role", "password1", "password2")


class CmsUserForm(UserForm):
    """One role in place of a list of groups; whoever is edited keeps all other groups."""

    first_name = None
    last_name = None
    is_superuser = None
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES, initial=STUDENT)
    timezone = forms.ChoiceField(label=_("Time zone"), required=False)

    class Meta:
        model = User
        fields = ["email", "display_name", "certificate_name", "language", "timezone", "is_active"]

    field_order = [*Meta.fields, "role", "password1", "password2"]
    password_required = False

    def __init__(self, *args, actor, editing_self=False, **kwargs):
        self.actor, self.editing_self = actor, editing_self
        super().__init__(*args, **kwargs)
        self.fields["timezone"].choices = zone_choices(self.instance.timezone)
        if self.instance.pk:
            self.initial["role"] = role_of(self.instance)
        else:
            self.fields["password1"].help_text = _("Leave empty: the person sets one with “Forgot your password?”.")
        for name in NOT_ONES_OWN if editing_self else ():
            self.fields.pop(name, None)

    def clean_email(self):
        return normalise_email(self.cleaned_data["email"])

    @property
    def password_enabled(self):
        """Nobody changes their own password here, where the current one is not asked for."""
        return not getattr(self, "editing_self", False)

    @transaction.atomic
    def save(self, commit=True):
        """Store the account with profile, address and role, and say so in the person's log."""
        is_new = self.instance.pk is None
        user = super().save(commit=False)
        if not user.password:
            user.set_unusable_password()
        user.save()
        profile_of(user)
        if "email" in self.changed_data:
            set_primary_email(user=user, verified=True)
        if "role" in self.cleaned_data and (is_new or "role" in self.changed_data):
            assign_role(user=user, role=self.cleaned_data["role"], actor=self.actor)
        verb = ActivityVerb.SIGNED_UP if is_new else ActivityVerb.ACCOUNT_EDITED
        record_activity(user=user, verb=verb, label=self.actor.email)
        return user
