"""Renders lesson shells and keeps them."""

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.translation import get_language

from catalog.models import LessonPage
from catalog.queries.outline import Outline, OutlineLesson, course_version
from catalog.shell import Shell, split
from lms_site.cache_versions import versions

SHELL_SECONDS = 24 * 3600
SHARED = "shared"  # reusable texts and categories: on many pages at once


def shell_name(request: HttpRequest) -> str:
    """The cache key of a shell: host, interface language, path."""
    return f"shell:{request.get_host()}:{get_language()}:{request.path}"


def shell_version(course_key) -> str:
    """Changes whenever anything that the shell contains does."""
    name = course_version(course_key)
    current = versions([name, SHARED])
    return f"{current[name]}.{current[SHARED]}"


def cached_shell(request: HttpRequest) -> Shell | None:
    """The shell for this address, when there is one and nothing in it has changed since."""
    shell = cache.get(shell_name(request))
    if shell is None or shell.version != shell_version(shell.outline.course_key):
        return None
    return shell


def build_shell(request: HttpRequest, page: LessonPage, context: dict, outline: Outline, row: OutlineLesson) -> Shell:
    """Render the shell of `page`; keep it, unless a view restriction asks for Wagtail's own way."""
    version = shell_version(outline.course_key)  # before rendering: a change meanwhile makes this shell stale
    html = get_template(page.template).render({**context, "is_shell": True}, bare_request(request))
    texts, holes = split(html)
    shell = Shell(texts, holes, outline, row, version)
    if not page.get_view_restrictions().exists():
        cache.set(shell_name(request), shell, SHELL_SECONDS)
    return shell


def bare_request(request: HttpRequest) -> HttpRequest:
    """A request for the same address with nobody in it, so that nothing personal enters a shell."""
    bare = HttpRequest()
    bare.method = "GET"
    bare.path = bare.path_info = request.path
    wanted = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme")
    bare.META = {name: request.META[name] for name in wanted if name in request.META}
    bare.user = AnonymousUser()
    return bare
