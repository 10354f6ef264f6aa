"""The menu of the person at the top of every page: rendered once a language and kind of person, with small holes."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils.html import escape, format_html
from django.utils.http import urlencode
from django.utils.translation import get_language, get_language_info

from accounts.roles import STUDENT
from catalog.shell import Shell, split

VISITOR, LEARNER, WRITER = "visitor", "learner", "writer"
# In a session: how many things wait in the cart. The shop writes it, which stands above this app.
CART_COUNT = "cart_count"


def account_menu(request: HttpRequest) -> str:
    """The menu for whoever asks, with a form token for people alone.

    A request that was refused before anybody knew whose it is counts as a visitor's.
    """
    user = getattr(request, "user", None) or AnonymousUser()
    shell = menu_shell(kind_of(user), get_language() or settings.LANGUAGE_CODE)
    fillers = {
        "here": lambda: escape(urlencode({"next": request.get_full_path()})),
        "person_initial": lambda: escape(user.name[:1].upper()),
        "person_name": lambda: escape(user.name),
        "person_email": lambda: escape(user.email),
        "token": lambda: token_field(request),
        "cart": lambda: cart_link(request),
    }
    return shell.fill(lambda name, _argument: fillers[name]())


def kind_of(user) -> str:
    """Visitor, learner, or somebody who has work to do in the CMS."""
    if not user.is_authenticated:
        return VISITOR
    return LEARNER if user.role == STUDENT else WRITER


@lru_cache
def menu_shell(kind: str, language: str) -> Shell:
    """The menu without the person, in the language that is active."""
    context = {
        "is_shell": True,
        "kind": kind,
        "language": get_language_info(language),
        "languages": [get_language_info(code) for code, _name in settings.LANGUAGES],
    }
    return Shell(*split(get_template("holes/account_menu.html").render(context)), versions={})


def cart_link(request: HttpRequest) -> str:
    """The way to the cart, with the number of things in it; nothing on a site that sells nothing. No query."""
    if not settings.STRIPE_SECRET_KEY and not settings.LMS_SANDBOX_PAYMENTS:
        return ""
    session = getattr(request, "session", None)
    return cart_html(session.get(CART_COUNT, 0) if session is not None else 0, get_language() or "")


@lru_cache(maxsize=200)
def cart_html(count: int, language: str) -> str:
    """The same for everybody with as many things, in the language that is active."""
    return get_template("holes/cart_link.html").render({"count": count})


def token_field(request: HttpRequest) -> str:
    """What `{% csrf_token %}` writes."""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
