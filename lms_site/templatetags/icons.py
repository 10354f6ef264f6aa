"""`{% icon "check" %}`: one drawing of the icon sprite."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=500)
def icon(name: str, css_class: str = "") -> SafeString:
    """An icon as decoration: hidden from screen readers, so words must stand beside it.

    `name` is a symbol of `static/img/icons.svg`; `css_class` is added to the class `icon`.
    """
    classes = f"icon {css_class}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>', classes, static("img/icons.svg"), name
    )
