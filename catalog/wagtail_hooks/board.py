"""The curriculum board and the list of courses in the CMS."""

from django.templatetags.static import static
from django.urls import path, register_converter, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from wagtail import hooks

from catalog.admin.board import ACTS, board_act, board_page, course_board, course_copy
from catalog.admin.listing import CourseListing, CoursesItem


class ActConverter:
    """The name of an act of the board."""

    regex = "|".join(ACTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ActConverter, "board_act")


@hooks.register("register_admin_urls")
def board_urls():
    return [
        path("courses/", CourseListing.as_view(), name="course_listing"),
        path("courses/results/", CourseListing.as_view(results_only=True), name="course_listing_results"),
        path("courses/<int:course_id>/duplicate/", course_copy, name="course_copy"),
        path("courses/<int:course_id>/board/", course_board, name="course_board"),
        path("courses/<int:course_id>/board/<int:page_id>/", board_page, name="board_page"),
        path("courses/<int:course_id>/board/<board_act:act>/", board_act, name="board_act"),
    ]


@hooks.register("register_admin_menu_item")
def courses_item():
    return CoursesItem(gettext_lazy("Courses"), reverse("course_listing"), icon_name="clipboard-list", order=80)


@hooks.register("insert_global_admin_css")
def board_css() -> str:
    """The first page of the CMS and the list of courses have no other way to a style sheet of ours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/board.css"))
