"""Making a course in the CMS."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from catalog.models import Category
from catalog.models.course import CourseLanguage
from catalog.services.courses import create_course


class NewCourseForm(forms.Form):
    """The little that a course needs to begin; everything else waits in the editor."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=255,
        help_text=gettext_lazy("You can change it until you publish."),
    )
    category = forms.ModelChoiceField(label=gettext_lazy("Category"), queryset=Category.objects.all(), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=CourseLanguage.choices)


def new_course(request: HttpRequest) -> HttpResponse:
    """Ask for a title, make the draft with its team, and open it in the editor."""
    if not request.user.has_perm("catalog.create_course"):
        raise PermissionDenied
    form = NewCourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        course = create_course(author=request.user, **form.cleaned_data)
        messages.success(request, _("“%(title)s” is ready to be written.") % {"title": course.title})
        return redirect("wagtailadmin_pages:edit", course.pk)
    return render(request, "catalog/admin/new_course.html", {"form": form})
