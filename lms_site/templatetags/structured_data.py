"""`{% structured_data facts %}`: facts for search engines inside a page."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What could end the element early or start another; written as JSON's own escapes, as `json_script` does.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(facts: dict) -> SafeString:
    """`facts` (plain data of schema.org) as a script element of type `application/ld+json`.

    It is data, not code, so the content policy allows it; markup in a value cannot leave the element.
    """
    text = json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
