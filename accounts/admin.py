"""Django's administration, for what the CMS does not show; it opens for admins only."""

from importlib import import_module

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.keeping import KEPT, must_be_kept
from accounts.models import Consent, User, UserActivity, UserProfile

# One door: allauth's sign-in, with its limits and the second factor.
admin.site.login = secure_admin_login(admin.site.login)
# allauth's own pages for these are replaced below; they must be there before they can be.
for app in ("account", "mfa", "usersessions"):
    import_module(f"allauth.{app}.admin")
for model in (Authenticator, EmailAddress, UserSession):
    admin.site.unregister(model)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Evidence: to be read, not written."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(UserSession)
class OurUserSessionAdmin(ReadOnlyAdmin):
    """allauth's searches by a user name, which nobody has here."""

    list_display = ["user", "created_at", "ip", "user_agent"]
    list_select_related = ["user"]
    search_fields = ["user__email", "ip"]


@admin.register(UserActivity)
class ActivityAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "user", "verb", "label", "ip"]
    list_select_related = ["user"]
    search_fields = ["user__email", "label"]
    date_hierarchy = "created_at"


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    list_display = ["accepted_at", "user", "kind", "version", "ip"]
    list_select_related = ["user"]
    search_fields = ["user__email"]


@admin.register(EmailAddress)
class AddressAdmin(ReadOnlyAdmin):
    """Staff change an address in the CMS, with the person: a row made here would be a second key."""

    list_display = ["email", "user", "verified", "primary"]
    list_select_related = ["user"]
    search_fields = ["email"]


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Deleting lets a person in again who has lost the phone and the recovery codes."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = ["user", "type", "created_at", "last_used_at"]

    def has_delete_permission(self, request, obj=None):
        is_protected = obj is not None and obj.user.is_superuser and not request.user.is_superuser
        return not is_protected and admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(UserProfile)
class ProfileAdmin(admin.ModelAdmin):
    list_display = ["user", "headline", "is_public"]
    list_select_related = ["user"]
    raw_id_fields = ["user"]
    search_fields = ["user__email", "headline"]


@admin.register(User)
class OurUserAdmin(UserAdmin):
    """Rights come from roles. A superuser's account, and who is one, is for superusers alone."""

    ordering = ["email"]
    list_display = ["email", "display_name", "is_active", "is_staff", "last_login"]
    search_fields = ["email", "display_name"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    readonly_fields = ["last_login", "date_joined"]
    raw_id_fields = ["groups"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Person"), {"fields": ["display_name", "certificate_name", "language", "timezone"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "display_name", "usable_password", "password1", "password2"]})]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def has_change_permission(self, request, obj=None):
        is_protected = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not is_protected and super().has_change_permission(request, obj)

    def get_deleted_objects(self, objs, request):
        """Who must be kept stands with the reason where Django lists what stops it; the form is not taken then."""
        kept = [f"{user}: {KEPT}" for user in objs if must_be_kept(user)]
        return ([], {}, set(), kept) if kept else super().get_deleted_objects(objs, request)
