"""Renders shells and keeps them."""

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.translation import get_language
from wagtail.models import Page

from catalog.shell import Shell, split
from lms_site.cache_versions import is_changing, version, versions
from lms_site.near_cache import NearCache

PUBLIC = "public"  # all that visitors can see
SHARED = "shared"  # reusable texts and categories: on many pages at once
STATE_BEFORE = "_public_before"  # an attribute of the request

kept_shells: NearCache[Shell] = NearCache("shell", max_bytes=32 * 1024**2)


def shell_name(request: HttpRequest, key: str = "") -> str:
    """What a shell goes by: host, interface language, path; `key` tells apart what the query asks for."""
    return f"{request.get_host()}:{get_language()}:{request.path}?{key}"


def cached_shell(request: HttpRequest, key: str = "") -> Shell | None:
    """The shell for this address, when there is one and nothing in it has changed since; no query.

    When there is none, the request remembers what was the state of all public things before its page
    was read: `build_shell` keeps nothing that has changed while it was built.
    """
    shell = kept_shells.get(shell_name(request, key), is_current)
    if shell is None:
        setattr(request, STATE_BEFORE, version(PUBLIC))
    return shell


def is_current(shell: Shell) -> bool:
    """Whether nothing that the shell contains has changed since it was rendered."""
    return not any(map(is_changing, shell.versions)) and versions(shell.versions) == shell.versions


def build_shell(
    request: HttpRequest,
    page: Page,
    context: dict,
    *,
    depends_on: Collection[str],
    about: object = None,
    key: str | None = "",
    seconds: int,
) -> Shell:
    """Render the shell of `page` and keep it for `seconds`, unless a view restriction asks for Wagtail's own way.

    `depends_on` names the versions under which it is good; each grows with "public" at the latest.
    `key` is that of `cached_shell`, which was asked before; with None nothing is kept.
    """
    html = get_template(page.template).render({"page": page, "self": page, **context, "is_shell": True}, bare(request))
    current = versions({PUBLIC, *depends_on})
    is_steady = current[PUBLIC] == getattr(request, STATE_BEFORE, None) and not is_changing(PUBLIC)
    shell = Shell(*split(html), {name: current[name] for name in depends_on}, about)
    seconds = min(seconds, settings.LMS_SHELL_SECONDS)
    if seconds and key is not None and is_steady and not page.get_view_restrictions().exists():
        kept_shells.put(shell_name(request, key), shell, seconds)
    return shell


def bare(request: HttpRequest) -> HttpRequest:
    """A request for the same address with nobody in it, so that nothing personal enters a shell."""
    empty = HttpRequest()
    empty.method = "GET"
    empty.path = empty.path_info = request.path
    wanted = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme")
    empty.META = {name: request.META[name] for name in wanted if name in request.META}
    empty.user = AnonymousUser()
    return empty
