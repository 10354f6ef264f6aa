"""`{% memo "part.html" name=value %}`: a part of a page rendered once for the same values."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Model
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from lms_site.cache import cleared
from lms_site.near_cache import ProcessShelf

register = template.Library()

# A day: what nobody asks for goes earlier, when the room is needed.
SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Part:
    """A rendered part."""

    html: SafeString

    @property
    def size(self) -> int:
        """Bytes in memory, roughly, those of the values it goes by included."""
        return 2000 + len(self.html)


parts: ProcessShelf[Part] = ProcessShelf(16 * 1024**2)
cleared.connect(parts.clear)


@register.simple_tag(takes_context=True)
def memo(context, template_name: str, **values: Any) -> SafeString:
    """The template rendered with `values` and nothing else: it is the same text wherever they are the same.

    It is never out of date, since it stands under the values themselves, and it cannot depend on
    anything unnamed: the template sees neither the page around it nor the request. For parts that say
    the same at any time, to anybody. Values are hashable and immutable; a model names in `memo_key`
    all that its templates read. A part with holes belongs into shells alone.
    """
    is_shell = bool(context.get("is_shell"))
    key = (template_name, get_language(), is_shell, *((name, _key(value)) for name, value in values.items()))
    part = parts.get(key)
    if part is None:
        part = Part(get_template(template_name).render({**values, "is_shell": is_shell, "is_memo": True}))
        parts.put(key, part, SECONDS)
    return part.html


def _key(value: Any) -> Hashable:
    """What tells the value from another: two models are equal as soon as their ids are, so they say it themselves."""
    if isinstance(value, Model):
        return value.memo_key
    return value
