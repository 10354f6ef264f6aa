"""Forms of the catalog, for learners and for the CMS."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtailmedia.forms import BaseMediaForm

from catalog.models import ReviewReport
from catalog.models.announcement import MAX_ANNOUNCEMENT_LETTERS
from catalog.models.message import MAX_MESSAGE_LETTERS
from catalog.models.review import MAX_REASON_LETTERS, MAX_REVIEW_LETTERS


class CourseMediaForm(BaseMediaForm):
    """The editor's upload form; the model's validators judge size and content.

    Captions are chosen among the author's own caption files: they reach everybody who plays the film.
    """

    def __init__(self, *args, user=None, **kwargs):
        from catalog.models import CourseDocument
        from catalog.queries.cms import openable

        super().__init__(*args, user=user, **kwargs)
        own = openable(user, CourseDocument) if user else CourseDocument.objects.all()
        files = own.filter(file__iendswith=".vtt") | CourseDocument.objects.filter(pk=self.instance.captions_id)
        self.fields["captions"].queryset = files.distinct().order_by("title")


class RedeemCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ReviewForm(forms.Form):
    """Stars as five radio buttons, and the text."""

    stars = forms.TypedChoiceField(
        label=_("How many stars?"),
        coerce=int,
        choices=[
            (5, _("5 – excellent")),
            (4, _("4 – good")),
            (3, _("3 – fair")),
            (2, _("2 – poor")),
            (1, _("1 – bad")),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What should others know?"),
        max_length=MAX_REVIEW_LETTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What did you learn, what was hard, for whom is it? Your name stands beside it."),
    )


class ReviewReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=ReviewReport.Reason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("More about it"),
        max_length=MAX_REASON_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReviewAnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"),
        max_length=MAX_REVIEW_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Everybody can read it under the review."),
    )


class AnnouncementForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=150)
    text = forms.CharField(
        label=_("Text"), max_length=MAX_ANNOUNCEMENT_LETTERS, widget=forms.Textarea(attrs={"rows": 8})
    )
    by_mail = forms.BooleanField(
        label=_("Send it by mail, too"),
        required=False,
        initial=True,
        help_text=_("Everybody who takes the course gets it once, unless they want no such mails."),
    )


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"), max_length=MAX_MESSAGE_LETTERS, widget=forms.Textarea(attrs={"rows": 5})
    )


class MessageReportForm(forms.Form):
    note = forms.CharField(
        label=_("What is wrong with it?"), max_length=MAX_REASON_LETTERS, widget=forms.Textarea(attrs={"rows": 3})
    )
