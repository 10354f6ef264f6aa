"""Enrolling people by staff in the CMS."""

import re

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from catalog.models import CoursePage
from catalog.services.bulk_enrollment import enroll_many
from catalog.services.enrollment import enroll_by_staff

MAX_ADDRESSES = 1000


class EnrollPeopleForm(forms.Form):
    """A course and the addresses of people who have an account."""

    course = forms.ModelChoiceField(label=gettext_lazy("Course"), queryset=CoursePage.objects.none())
    emails = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("One a line, or separated by commas. Everybody needs an account already."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = CoursePage.objects.live().order_by("title")

    def clean_emails(self) -> list:
        """The people; names every address that has no account, and enrolls nobody then."""
        addresses = list(dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["emails"].strip().lower())))
        if len(addresses) > MAX_ADDRESSES:
            raise forms.ValidationError(_("At most %(count)d people at once.") % {"count": MAX_ADDRESSES})
        known = {user.email.lower(): user for user in people_with(addresses)}
        unknown = [address for address in addresses if address not in known]
        if unknown:
            raise forms.ValidationError(_("No account has: %(addresses)s") % {"addresses": ", ".join(unknown)})
        return list(known.values())


def people_with(addresses: list[str]):
    """Active people with one of these addresses, in any case of letters; one query."""
    people = get_user_model().objects.annotate(address=Lower("email"))
    return people.filter(address__in=addresses, is_active=True)


def enroll_people(request: HttpRequest) -> HttpResponse:
    """Enroll the people named in one course; those who are in it already stay as they are."""
    if not request.user.has_perm("catalog.manage_enrollments"):
        raise PermissionDenied
    form = EnrollPeopleForm(request.POST or None, initial={"emails": request.GET.get("emails", "")[:320]})
    if request.method == "POST" and form.is_valid():
        course, people = form.cleaned_data["course"], form.cleaned_data["emails"]
        if len(people) == 1:
            enroll_by_staff(user=people[0], course=course)
        else:
            enroll_many(users=people, course=course)
        text = ngettext("%(count)d person is enrolled.", "%(count)d people are enrolled.", len(people))
        messages.success(request, text % {"count": len(people)})
        return redirect("enroll_people")
    return render(request, "catalog/admin/enroll_people.html", {"form": form})
