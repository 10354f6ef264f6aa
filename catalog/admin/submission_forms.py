"""What people say when they hand a course in, and when they decide about one."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import CoursePage
from catalog.queries.submission_changes import on_the_site, taken_off
from catalog.services.submission_comments import MAX_COMMENT, WHOLE_PAGE
from catalog.services.submission_review import MAX_REASON

MOMENT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """Day and time in the person's time zone; must still be to come."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)

    def clean(self, value):
        moment = super().clean(value)
        if moment is not None and moment <= timezone.now():
            raise forms.ValidationError(_("This time is past. Leave it empty to go live at once."))
        return moment


class SubmitForm(forms.Form):
    """A word to the moderators, a wish for the time, and pages to take off the site or put back."""

    message = forms.CharField(
        label=_("Message to the moderators"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is new, and what they should look at."),
    )
    go_live_at = MomentField(
        label=_("Go live at"),
        required=False,
        help_text=_("Leave empty to go live as soon as the course is approved. In your time zone."),
    )
    unpublish = forms.ModelMultipleChoiceField(
        label=_("Take off the site"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    republish = forms.ModelMultipleChoiceField(
        label=_("Put back on the site"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, course: CoursePage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unpublish"].queryset = on_the_site(course)
        self.fields["republish"].queryset = taken_off(course)

    def wishes(self) -> dict:
        """The arguments of `submit_course`."""
        data = self.cleaned_data
        return {
            "message": data["message"],
            "go_live_at": data["go_live_at"],
            "unpublish": {page.pk for page in data["unpublish"]},
            "republish": {page.pk for page in data["republish"]},
        }


class ApproveForm(forms.Form):
    go_live_at = MomentField(
        label=_("Go live at"), required=False, help_text=_("Leave empty to publish at once. In your time zone.")
    )


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What should change"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The author and the team get this by mail, with your notes on single pages."),
    )


class CommentForm(forms.Form):
    """A note, and beside which field the editor shows it; the page offers those that have changed."""

    field = forms.SlugField(required=False, max_length=100, empty_value=WHOLE_PAGE)
    text = forms.CharField(
        label=_("Note on this page"), max_length=MAX_COMMENT, widget=forms.Textarea(attrs={"rows": 2})
    )
