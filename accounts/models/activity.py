"""The log of what a person did: they read their own, admins read all of it. Rows are never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ActivityVerb(models.TextChoices):
    """The words of the log. A verb that is not listed is stored all the same and shown as it is."""

    SIGNED_UP = "signed_up", _("Created the account")
    SIGNED_IN = "signed_in", _("Signed in")
    SIGNED_OUT = "signed_out", _("Signed out")
    PASSWORD_CHANGED = "password_changed", _("Changed the password")
    PASSWORD_RESET = "password_reset", _("Reset the password")
    EMAIL_CHANGED = "email_changed", _("Changed the e-mail address")
    EMAIL_CONFIRMED = "email_confirmed", _("Confirmed the e-mail address")
    MFA_ENABLED = "mfa_enabled", _("Switched the second step on")
    MFA_DISABLED = "mfa_disabled", _("Switched the second step off")
    RECOVERY_CODES = "recovery_codes", _("Made new recovery codes")
    SESSION_ENDED = "session_ended", _("Signed out on another device")
    SIGNED_OUT_BY_STAFF = "signed_out_by_staff", _("Signed out everywhere by staff")
    PROFILE_UPDATED = "profile_updated", _("Edited the profile")
    CONSENTED = "consented", _("Accepted the terms")
    ROLE_CHANGED = "role_changed", _("Got another role")
    ACCOUNT_EDITED = "account_edited", _("Account edited by staff")
    SAW_AS = "saw_as", _("Looked at the site as a learner")
    SEEN_BY = "seen_by", _("Staff looked at the site as you see it")
    EXPORTED = "exported", _("Took a table away")
    ENROLLED = "enrolled", _("Enrolled")
    LEFT_COURSE = "left", _("Left a course")
    LESSON_COMPLETED = "lesson_completed", _("Completed a lesson")
    COURSE_COMPLETED = "completed", _("Completed a course")
    ORDERED = "ordered", _("Placed an order")
    PURCHASED = "purchased", _("Bought")
    REFUNDED = "refunded", _("Got money back")
    GIFT_REDEEMED = "gift_redeemed", _("Redeemed a gift")
    CERTIFICATE_ISSUED = "certificate_issued", _("Received a certificate")
    CERTIFICATE_REVOKED = "revoked_certificate", _("Revoked a certificate")
    CERTIFICATE_CORRECTED = "corrected_certificate", _("Corrected a certificate")


class UserActivity(models.Model):
    """One thing that happened. `label` names the object for people, `object_key` for programs."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="activities", verbose_name=_("user")
    )
    verb = models.CharField(_("what"), max_length=40)
    label = models.CharField(_("about"), max_length=255, blank=True)
    object_key = models.CharField(_("object"), max_length=100, blank=True)
    ip = models.GenericIPAddressField(_("IP address"), null=True, blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activity")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="accounts_activity_user"),
            models.Index(fields=["-created_at"], name="accounts_activity_time"),
            models.Index(fields=["verb", "-created_at"], name="accounts_activity_verb"),
        ]

    def __str__(self):
        return f"{self.get_verb_display()} {self.label}".strip()

    def get_verb_display(self) -> str:
        """The verb in words of the reader's language."""
        if self.verb in ActivityVerb.values:
            return str(ActivityVerb(self.verb).label)
        return self.verb.replace("_", " ").capitalize()
