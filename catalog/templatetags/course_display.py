"""Small displays that many templates share."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from catalog.people import person_url
from catalog.queries.people import people_with_pages

register = template.Library()
register.simple_tag(person_url)


@register.simple_tag
def public_page_url(user) -> str:
    """The address of a person's public page, "" for whoever has none; one query."""
    return person_url(user) if people_with_pages().filter(pk=user.pk).exists() else ""


SYMBOLS = {"USD": "$", "EUR": "€", "IDR": "Rp "}
WITHOUT_FRACTION = {"IDR"}


@register.filter
def minutes(value: int) -> str:
    """`80` as “1 h 20 min”."""
    hours, rest = divmod(int(value or 0), 60)
    if not hours:
        return ngettext("%(count)d min", "%(count)d min", rest) % {"count": rest}
    if not rest:
        return ngettext("%(count)d h", "%(count)d h", hours) % {"count": hours}
    return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


@register.filter
def money(amount_minor: int, currency: str) -> str:
    """An amount in the smallest unit as people write it: `$19.00`, `Rp 150.000`; sen only where there are any."""
    decimals = 0 if currency in WITHOUT_FRACTION and amount_minor % 100 == 0 else 2
    number = number_format(amount_minor / 100, decimals, use_l10n=True, force_grouping=True)
    if currency == "IDR":
        rupiah, sen = divmod(amount_minor, 100)
        number = f"{rupiah:,}".replace(",", ".") + (f",{sen:02}" if sen else "")
    return f"{SYMBOLS.get(currency, currency + ' ')}{number}"
