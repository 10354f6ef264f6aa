"""Content checks in the CMS: the report over all courses, and all findings of one course."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from catalog.checks.finding import TOPICS
from catalog.models import CoursePage
from catalog.models.course import CourseLanguage
from catalog.queries.checks import checked_courses, stored_findings
from catalog.rules import may_write_course_id
from catalog.services.check_content import renew_check
from catalog.templatetags.content_checks import by_page
from lms_site.cms.page_head import page_head
from lms_site.sheets import plain_cell


class CheckFilterSet(WagtailFilterSet):
    """By what was found, and by language."""

    found = django_filters.ChoiceFilter(
        label=gettext_lazy("Findings"),
        method="filter_found",
        choices=[
            ("blocking", gettext_lazy("Something must be put right")),
            ("advice", gettext_lazy("Advice alone")),
            ("none", gettext_lazy("Nothing found")),
            ("unchecked", gettext_lazy("Not checked yet")),
        ],
    )
    topic = django_filters.ChoiceFilter(label=gettext_lazy("About"), method="filter_topic", choices=TOPICS)
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=CourseLanguage.choices)

    class Meta:
        model = CoursePage
        fields = ["found", "topic", "language"]

    def filter_found(self, queryset, _name, value):
        checked = Q(checked_at__isnull=False)
        clean = Q(blocking=0)
        return queryset.filter(
            {
                "blocking": Q(blocking__gt=0),
                "advice": checked & clean & Q(advice__gt=0),
                "none": checked & clean & Q(advice=0),
                "unchecked": ~checked,
            }[value]
        )

    def filter_topic(self, queryset, _name, value):
        return queryset.filter(content_check__notes__code=value).distinct()


class ChecksReportView(ReportView):
    """Every course that the person may write, with the result of its last check; those in trouble first."""

    model = CoursePage
    page_title = gettext_lazy("Content checks")
    header_icon = "glasses"
    filterset_class = CheckFilterSet
    index_url_name = "content_checks_report"
    index_results_url_name = "content_checks_report_results"
    default_ordering = ("-trouble", "title")
    is_searchable = False
    export_filename = "content-checks"
    list_export = ["title", "blocking", "advice", "checked_at"]
    export_headings = {
        "title": gettext_lazy("Course"),
        "blocking": gettext_lazy("Must be put right"),
        "advice": gettext_lazy("Advice"),
        "checked_at": gettext_lazy("Checked"),
    }
    custom_value_preprocess = {
        **ReportView.custom_value_preprocess,
        (str, type(None)): {ReportView.FORMAT_CSV: plain_cell, ReportView.FORMAT_XLSX: plain_cell},
    }
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Course"),
            accessor="get_admin_display_title",
            get_url=lambda course: reverse("course_check", args=[course.pk]),
            sort_key="title",
        ),
        Column("blocking", label=gettext_lazy("Must be put right"), sort_key="blocking"),
        Column("advice", label=gettext_lazy("Advice"), sort_key="advice", classname="lms-wide-only"),
        DateColumn("checked_at", label=gettext_lazy("Checked"), sort_key="checked_at", classname="lms-wide-only"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("catalog.create_course"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        self.queryset = checked_courses(self.request.user)
        return super().get_queryset()


def course_check(request: HttpRequest, course_id: int) -> HttpResponse:
    """All findings of one course; POST checks it now."""
    if not may_write_course_id(request.user, course_id):
        raise PermissionDenied
    course = get_object_or_404(CoursePage.objects.select_related("content_check"), pk=course_id)
    if request.method == "POST":
        renew_check(course=course)
        messages.success(request, _("The course has been checked."))
        return redirect("course_check", course.pk)
    report = (_("Content checks"), reverse("content_checks_report"))
    editor = (course.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[course.pk]))
    context = {
        "course": course,
        "check": getattr(course, "content_check", None),
        "groups": by_page(stored_findings([course.pk])),
        **page_head(_("Content check"), "glasses", report, editor),
    }
    return render(request, "catalog/admin/check_course.html", context)


class ChecksMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalog.create_course")


def report_menu_item() -> ChecksMenuItem:
    return ChecksMenuItem(
        gettext_lazy("Content checks"), reverse("content_checks_report"), icon_name="glasses", order=300
    )


def check_urls() -> list:
    """Addresses below /cms/."""
    view = ChecksReportView
    return [
        path("reports/content-checks/", view.as_view(), name="content_checks_report"),
        path("reports/content-checks/results/", view.as_view(results_only=True), name="content_checks_report_results"),
        path("courses/<int:course_id>/check/", course_check, name="course_check"),
    ]
