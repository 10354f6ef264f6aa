"""Ratings as people read them: stars with words beside them."""

from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from catalog.models.review import STARS
from lms_site.templatetags.icons import icon

register = template.Library()
STAR = "star"


@register.filter
def one_decimal(value) -> str:
    """`4.67` as “4.7”, in Indonesian “4,7”."""
    return number_format(Decimal(value or 0), 1)


@register.simple_tag
def rating_line(mean, count: int) -> SafeString:
    """One star, the mean and the number of reviews, for cards and the head of a course."""
    words = ngettext("%(mean)s of 5 stars, %(count)d review", "%(mean)s of 5 stars, %(count)d reviews", count)
    return format_html(
        '<span class="rating-line" aria-hidden="true">{} {} <span class="soft">({})</span></span>'
        '<span class="visually-hidden">{}</span>',
        icon(STAR, "star star--on"),
        one_decimal(mean),
        count,
        words % {"mean": one_decimal(mean), "count": count},
    )


@register.simple_tag
def stars(number: int) -> SafeString:
    """Five stars of which `number` are full, with the words for those who do not see them."""
    words = ngettext("%(count)d of 5 stars", "%(count)d of 5 stars", number) % {"count": number}
    return format_html('<span class="stars">{}<span class="visually-hidden">{}</span></span>', _row(number), words)


@lru_cache
def _row(number: int) -> SafeString:
    signs = ((icon(STAR, "star star--on" if place <= number else "star"),) for place in STARS)
    return format_html_join("", "{}", signs)
