"""The curriculum board and the list of courses in the CMS."""

from django.urls import path, register_converter
from wagtail import hooks

from catalog.admin.board import ACTS, board_act, board_page, course_board


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
        path("courses/<int:course_id>/board/", course_board, name="course_board"),
        path("courses/<int:course_id>/board/<int:page_id>/", board_page, name="board_page"),
        path("courses/<int:course_id>/board/<board_act:act>/", board_act, name="board_act"),
    ]
