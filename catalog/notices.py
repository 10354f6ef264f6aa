"""What stands at the top of any page for one person: messages, and whom staff look as."""

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.loader import get_template

from accounts.seeing import is_looking


def notices(request: HttpRequest) -> str:
    """The messages that wait, and a bar while staff look as a learner; mostly nothing."""
    bar = get_template("holes/looking.html").render({}, request) if is_looking(request) else ""
    toasts = get_template("holes/messages.html").render({}, request) if len(get_messages(request)) else ""
    return bar + toasts
