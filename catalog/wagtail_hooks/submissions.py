"""Whole-course review in the CMS."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from catalog.admin import submission_review, submissions
from catalog.admin.submission_panel import ReviewsPanel
from catalog.models import CoursePage, LessonPage, ModulePage
from catalog.rules import may_write_course_id, moderates
from catalog.services.publishing import course_of

# What waits for moderators stands above the courses on their first page.
DECIDING_FIRST = 40
LABEL = _("Submit course for review")


@hooks.register("register_admin_urls")
def submission_urls():
    return [
        path("courses/<int:course_id>/submit/", submissions.submit, name="submit_course"),
        path("course-reviews/", submissions.listing, name="course_reviews"),
        path("course-reviews/<int:pk>/", submission_review.review, name="course_review"),
        path("course-reviews/<int:pk>/approve/", submission_review.approve, name="approve_course"),
        path("course-reviews/<int:pk>/return/", submission_review.give_back, name="return_course"),
        path("course-reviews/<int:pk>/withdraw/", submissions.withdraw, name="withdraw_course"),
        path("course-reviews/<int:pk>/pages/<int:item_id>/", submission_review.comment, name="comment_course_page"),
    ]


class CourseReviewsItem(MenuItem):
    """For authors, whose own are there, and for moderators."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalog.create_course")


@hooks.register("register_admin_menu_item")
def course_reviews_item():
    url = reverse("course_reviews")
    return CourseReviewsItem(_("Course reviews"), url, name="course-reviews", icon_name="check", order=95)


@hooks.register("construct_homepage_panels")
def show_reviews(request: HttpRequest, panels: list) -> None:
    if request.user.has_perm("catalog.create_course"):
        panels.append(ReviewsPanel(order=DECIDING_FIRST if moderates(request.user) else None))


class SubmitCourseItem(ActionMenuItem):
    """Beside "Save draft" in the editor of a course and of everything below it."""

    name = "action-submit-course"
    label = LABEL
    icon_name = "check"
    order = 90

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and submit_url(context["page"], context["request"].user) is not None

    def get_url(self, context: dict[str, Any]) -> str | None:
        return submit_url(context["page"], context["request"].user)


@hooks.register("register_page_action_menu_item")
def submit_course_item():
    return SubmitCourseItem(order=90)


@hooks.register("register_page_header_buttons")
def submit_course_button(page: Page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The same in the menu of the page's header, in the explorer too."""
    url = submit_url(page, user)
    if url is not None:
        yield Button(LABEL, url=url, icon_name="check", priority=12)


def submit_url(page: Page, user) -> str | None:
    """Where the course at or above `page` is handed in; None for other pages and for whoever may not write it."""
    if page.specific_class not in (CoursePage, ModulePage, LessonPage):
        return None
    course = page if page.specific_class is CoursePage else course_of(page)
    if course is None or not may_write_course_id(user, course.pk):
        return None
    return reverse("submit_course", args=[course.pk])
