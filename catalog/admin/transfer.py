"""A course as a zip in the CMS: taking it away, and bringing one in after a look at what is in it."""

import os

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from catalog.models import CoursePage, LessonPage
from catalog.rules import may_write_course_id
from catalog.services.transfer_export import export_course
from catalog.services.transfer_import import import_course, look_at
from catalog.services.transfer_uploads import claim_upload, drop_upload, keep_upload, open_upload
from catalog.transfer.refused import ArchiveRefused
from lms_site.cms.page_head import page_head


class ImportForm(forms.Form):
    """The zip that another site, or this one, has written."""

    archive = forms.FileField(
        label=gettext_lazy("Exported course"),
        help_text=gettext_lazy("A .zip file of an exported course. First you see what is in it."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_archive(self):
        """The file, if its name and size can be right."""
        file = self.cleaned_data["archive"]
        if os.path.splitext(file.name)[1].lower() != ".zip":
            raise forms.ValidationError(_("Choose a .zip file."))
        if file.size > settings.LMS_MAX_MEDIA_BYTES:
            raise forms.ValidationError(
                _("At most %(limit)s are allowed.") % {"limit": filesizeformat(settings.LMS_MAX_MEDIA_BYTES)}
            )
        return file


def export(request: HttpRequest, course_id: int) -> HttpResponse:
    """Ask which state to take, then send the zip (`?state=drafts` or `live`)."""
    if not may_write_course_id(request.user, course_id):
        raise PermissionDenied
    course = get_object_or_404(CoursePage, pk=course_id)
    state = request.GET.get("state")
    if state == "drafts" or (state == "live" and course.live):
        file = export_course(course, drafts=state == "drafts")
        return FileResponse(file, as_attachment=True, filename=f"{course.slug}.zip", content_type="application/zip")
    editor = (course.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[course.pk]))
    return render(
        request,
        "catalog/admin/transfer_export.html",
        {"course": course, **page_head(_("Export the course"), "download", editor)},
    )


def bring_in(request: HttpRequest) -> HttpResponse:
    """Take an archive, look into it, and tell what an import would do."""
    _require_author(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {"form": form, **page_head(_("Import a course"), "upload")}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["archive"]
        try:
            plan = look_at(file, author=request.user)
        except ArchiveRefused as error:
            form.add_error("archive", str(error.message))
        else:
            context |= {"plan": plan, "token": keep_upload(file, author=request.user)}
            return render(request, "catalog/admin/transfer_look.html", context)
    return render(request, "catalog/admin/transfer_import.html", context)


@require_POST
def bring_in_now(request: HttpRequest) -> HttpResponse:
    """Import what was looked at; or throw it away."""
    _require_author(request)
    token = request.POST.get("token", "")
    if "cancel" in request.POST:
        drop_upload(token, author=request.user)
        return redirect("import_course")
    file = open_upload(token, author=request.user) if claim_upload(token) else None
    if file is None:
        messages.error(request, _("The archive is no longer here. Choose it again."))
        return redirect("import_course")
    try:
        with file:
            course = import_course(file, author=request.user)
    except ArchiveRefused as error:
        messages.error(request, str(error.message))
        return redirect("import_course")
    finally:
        drop_upload(token, author=request.user)
    return redirect("imported_course", course.pk)


def imported(request: HttpRequest, course_id: int) -> HttpResponse:
    """What came in, with the ways on."""
    if not may_write_course_id(request.user, course_id):
        raise PermissionDenied
    course = get_object_or_404(CoursePage, pk=course_id)
    lessons = LessonPage.objects.descendant_of(course).count()
    context = {"course": course, "lessons": lessons, **page_head(_("The course is here"), "success")}
    return render(request, "catalog/admin/transfer_done.html", context)


def _require_author(request: HttpRequest) -> None:
    if not request.user.has_perm("catalog.create_course"):
        raise PermissionDenied


class ImportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalog.create_course")


def import_menu_item() -> ImportItem:
    return ImportItem(gettext_lazy("Import a course"), reverse("import_course"), icon_name="upload", order=95)


def course_buttons(page: Page, user, view_name: str, next_url: str | None = None):
    """Export and content check in the menu of a course that the person may write."""
    if isinstance(page, CoursePage) and page.pk and may_write_course_id(user, page.pk):
        url = reverse("export_course", args=[page.pk])
        yield Button(_("Export as a zip"), url, icon_name="download", priority=70)
        yield Button(_("Content check"), reverse("course_check", args=[page.pk]), icon_name="glasses", priority=71)


def transfer_urls() -> list:
    """Addresses below /cms/."""
    return [
        path("courses/<int:course_id>/export/", export, name="export_course"),
        path("courses/import/", bring_in, name="import_course"),
        path("courses/import/now/", bring_in_now, name="import_course_now"),
        path("courses/<int:course_id>/imported/", imported, name="imported_course"),
    ]
