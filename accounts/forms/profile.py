"""The profile: what belongs to the account and what others see, in one form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models.user import language_choices
from accounts.photos import prepare_photo
from accounts.services.profiles import PROFILE_FIELDS, USER_FIELDS, update_profile
from accounts.timezones import zone_choices


class ProfileForm(forms.Form):
    """Edits `user` and `profile`; `photo` is replaced by the small picture made of the upload."""

    display_name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As your teachers and fellow learners see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    certificate_name = forms.CharField(
        label=_("Name on certificates"),
        max_length=120,
        required=False,
        help_text=_("Your full name as it should be printed. Empty: the name above. Issued certificates keep theirs."),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("JPEG, PNG or WebP. We keep a small square of its middle, and nothing else of the file."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    remove_photo = forms.BooleanField(label=_("Remove the photo"), required=False)
    headline = forms.CharField(
        label=_("Headline"),
        max_length=120,
        required=False,
        help_text=_("One line, such as “Batik maker and teacher”."),
    )
    bio = forms.CharField(
        label=_("About you"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url", "placeholder": "https://"}),
    )
    is_public = forms.BooleanField(
        label=_("Others may see my photo, headline and text"),
        required=False,
        help_text=_("People who teach are always shown with their courses."),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    timezone = forms.ChoiceField(
        label=_("Time zone"), required=False, help_text=_("Dates and times are shown on this clock.")
    )

    def __init__(self, *args, user, profile, **kwargs):
        self.user, self.profile = user, profile
        initial = {name: getattr(user, name) for name in USER_FIELDS}
        initial |= {name: getattr(profile, name) for name in PROFILE_FIELDS}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["language"].choices = [("", _("As the browser")), *language_choices()]
        self.fields["timezone"].choices = zone_choices(user.timezone)
        if not profile.photo:
            del self.fields["remove_photo"]

    def clean_website(self):
        """Only addresses that a browser opens as a page."""
        website = self.cleaned_data["website"]
        if website and not website.startswith(("http://", "https://")):
            raise forms.ValidationError(_("An address starts with https://."), code="scheme")
        return website

    def clean_photo(self):
        upload = self.cleaned_data["photo"]
        return prepare_photo(upload) if upload else None

    def save(self):
        """Store what was entered; the form must be valid."""
        return update_profile(user=self.user, **self.cleaned_data)
