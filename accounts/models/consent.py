"""Legal texts with versions, and who accepted which version when."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from .user import language_choices

LEGAL_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"]


class LegalKind(models.TextChoices):
    TERMS = "terms", _("Terms of use")
    PRIVACY = "privacy", _("Privacy policy")


class LegalDocumentQuerySet(models.QuerySet):
    def published(self, now=None):
        """Texts that are in force at `now`."""
        return self.filter(published_at__lte=now or timezone.now())


class LegalDocument(models.Model):
    """One version of one text in one language. Translations of a version carry the same number."""

    kind = models.CharField(_("kind"), max_length=20, choices=LegalKind.choices)
    language = models.CharField(_("language"), max_length=10, default="en", choices=language_choices)
    version = models.PositiveIntegerField(
        _("version"),
        default=1,
        help_text=_("A higher number asks everybody again. Translations have the same number."),
    )
    title = models.CharField(_("title"), max_length=150)
    body = RichTextField(_("text"), features=LEGAL_FEATURES)
    published_at = models.DateTimeField(
        _("in force from"), null=True, blank=True, help_text=_("Empty: a draft that nobody sees.")
    )

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal text")
        verbose_name_plural = _("legal texts")
        ordering = ["kind", "-version", "language"]
        constraints = [models.UniqueConstraint(fields=["kind", "language", "version"], name="accounts_legal_version")]

    def __str__(self):
        return f"{self.title} ({self.language}, {self.version})"

    def get_absolute_url(self):
        return reverse("legal", args=[self.kind])


class Consent(models.Model):
    """That a person accepted a version of a text, and when. Never changed, never deleted by hand."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents", verbose_name=_("user")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=LegalKind.choices)
    version = models.PositiveIntegerField(_("version"))
    accepted_at = models.DateTimeField(_("accepted"), default=timezone.now)
    ip = models.GenericIPAddressField(_("IP address"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-accepted_at"]
        constraints = [models.UniqueConstraint(fields=["user", "kind", "version"], name="accounts_consent_once")]

    def __str__(self):
        return f"{self.user} · {self.get_kind_display()} {self.version}"
