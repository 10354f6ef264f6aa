"""Correcting a name and revoking a certificate, through the services."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from catalog.models import Certificate
from catalog.services.certificates import correct_name, revoke_certificate


class CertificateForm(WagtailAdminModelForm):
    """Two changes are possible, both recorded: another spelling of the name, and revoking with a reason."""

    is_revoked = forms.BooleanField(
        label=_("This certificate no longer holds"),
        required=False,
        help_text=_("The public page will say so, with the reason. This cannot be undone here."),
    )

    class Meta:
        model = Certificate
        fields = ["recipient_name", "revoked_reason"]

    def clean(self):
        data = super().clean()
        if data.get("is_revoked") and not data.get("revoked_reason", "").strip():
            self.add_error("revoked_reason", _("Say why; people who check the certificate will read it."))
        if not data.get("is_revoked") and not self.instance.is_revoked:
            data["revoked_reason"] = ""
        return data

    def save(self, commit=True):
        stored = Certificate.objects.get(pk=self.instance.pk)
        if self.cleaned_data["recipient_name"].strip() != stored.recipient_name:
            correct_name(certificate=stored, name=self.cleaned_data["recipient_name"], actor=self.for_user)
        if self.cleaned_data["is_revoked"]:
            revoke_certificate(certificate=stored, reason=self.cleaned_data["revoked_reason"], actor=self.for_user)
        self.instance.refresh_from_db()
        return self.instance
