"""What the tests of the board share: acting on it, and reading the order of a course."""

from catalog.models import CoursePage
from catalog.queries.board import load_board, stamp_of


def order_of(course: CoursePage) -> dict[str, list[str]]:
    """Titles of lessons by title of their module, in order, drafts included."""
    modules = load_board(CoursePage.objects.get(pk=course.pk)).modules
    return {module.page.title: [lesson.title for lesson in module.lessons] for module in modules}


def act(client, course: CoursePage, name: str, *, stamp: str | None = None, script: bool = False, **form):
    """Send a form of the board, with the stamp that the course has now unless given."""
    headers = {"x-board": "1"} if script else {}
    form = {"stamp": stamp_of(course) if stamp is None else stamp, **form}
    return client.post(f"/cms/courses/{course.pk}/board/{name}/", form, headers=headers)


def said(answer) -> str:
    """The messages of the page that an answer leads to."""
    return " ".join(str(message) for message in answer.wsgi_request._messages)
