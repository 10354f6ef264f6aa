"""Courses, enrollment and files in the CMS."""

from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from catalog.admin.courses import new_course
from catalog.admin.enrolling import enroll_people
from catalog.admin.home_panel import MyCoursesPanel
from catalog.admin.viewsets import catalog_group, enrollment_group
from catalog.errors import PageInUse
from catalog.models import CourseDocument, CoursePage
from catalog.queries.cms import visible_in_chooser
from catalog.queries.files import may_download
from catalog.services.curriculum import refuse_if_in_use
from catalog.services.teams import sync_team


@hooks.register("register_admin_viewset")
def catalog_viewsets():
    return [catalog_group, enrollment_group]


@hooks.register("register_admin_urls")
def catalog_admin_urls():
    return [
        path("courses/new/", new_course, name="new_course"),
        path("learners/enroll/", enroll_people, name="enroll_people"),
    ]


class NewCourseItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalog.create_course")


@hooks.register("register_admin_menu_item")
def new_course_item():
    return NewCourseItem(gettext_lazy("New course"), reverse("new_course"), icon_name="plus", order=90)


@hooks.register("construct_homepage_panels")
def begin_with_own_courses(request: HttpRequest, panels: list) -> None:
    panels.insert(0, MyCoursesPanel())


class EnrollPeopleItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalog.manage_enrollments")


@hooks.register("register_admin_menu_item")
def enroll_people_item():
    return EnrollPeopleItem(gettext_lazy("Enroll people"), reverse("enroll_people"), icon_name="user", order=125)


@hooks.register("before_create_page")
def courses_have_teams(request: HttpRequest, parent, page_class):
    """Courses are made by "New course", which gives them a team and an owner."""
    if page_class is CoursePage:
        return redirect("new_course")
    return None


@hooks.register("after_edit_page")
def keep_team(request: HttpRequest, page: Page) -> None:
    """Whoever a course names as instructor may write it from now on."""
    course = page.specific
    if isinstance(course, CoursePage):
        draft = course.get_latest_revision_as_object()
        sync_team(course=course, user_ids={row.user_id for row in draft.course_instructors.all()})


@hooks.register("before_delete_page")
def keep_learners_records(request: HttpRequest, page: Page):
    try:
        refuse_if_in_use(page)
    except PageInUse as error:
        messages.error(request, error.message)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def keep_learners_records_in_bulk(request: HttpRequest, action_type, objects, action):
    if action_type != "delete":
        return None
    for page in objects:
        if not isinstance(page, Page):
            continue
        try:
            refuse_if_in_use(page)
        except PageInUse as error:
            messages.error(request, _("%(title)s: %(reason)s") % {"title": page.title, "reason": error.message})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_pages(pages, request: HttpRequest):
    """Instructors choose among public pages and those they may open; others' drafts have no titles for them."""
    return visible_in_chooser(request.user, pages)


@hooks.register("before_serve_document")
def serve_to_readers(document: CourseDocument, request: HttpRequest):
    """Private documents are for people who may read a lesson that uses them."""
    from django.http import Http404

    if not may_download(request.user, document):
        raise Http404
