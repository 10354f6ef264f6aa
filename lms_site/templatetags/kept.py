"""`{% kept "name" key %}…{% endkept %}`: a part of a page that is the same for everybody, kept rendered."""

import hashlib

from django import template
from django.core.cache import cache
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from lms_site.cache_versions import is_changing, recent_version

register = template.Library()
SECONDS = 300


@register.tag
def kept(parser, token):
    """Keep what stands inside under `name` and `key`, a language each, until something public changes.

    Five minutes at the most. Nothing inside may depend on the person, and what it takes from the
    context should be lazy: a kept part asks for none of it. An empty key, or a preview, keeps nothing.
    """
    _tag, name, key = token.split_contents()
    inside = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(parser.compile_filter(name), parser.compile_filter(key), inside)


class KeptNode(template.Node):
    """The tag at work."""

    def __init__(self, name, key, nodelist):
        self.name, self.key, self.nodelist = name, key, nodelist

    def render(self, context) -> str:
        key = self.key.resolve(context)
        is_preview = getattr(context.get("request"), "is_preview", False)
        if not key or is_preview or is_changing("public"):
            return self.nodelist.render(context)
        digest = hashlib.sha256(str(key).encode()).hexdigest()[:32]
        version = recent_version("public")  # before rendering: a change meanwhile makes this part void
        name = f"kept:{self.name.resolve(context)}:{get_language()}:{digest}:{version}"
        html = cache.get(name)
        if html is None:
            html = self.nodelist.render(context)
            cache.set(name, html, SECONDS)
        return SafeString(html)
