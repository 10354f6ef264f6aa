"""`{% hole "name" argument %}`: the places of a page that depend on the person."""

from django import template

from catalog.shell import marker

register = template.Library()


@register.simple_tag(takes_context=True)
def hole(context, name: str, argument: int | None = None):
    """Leave a marker in a shell; in any other render, fill the hole at once."""
    from django.utils.safestring import SafeString

    if context.get("is_shell"):
        return SafeString(marker(name, argument))
    if context.get("is_memo"):
        raise template.TemplateSyntaxError(f"the hole {name} stands in a part that is the same for everybody")
    from catalog.holes import filler_of

    return SafeString(filler_of(context)(name, argument))
