"""Amounts as people write them."""

from django import template

from catalog.templatetags.course_display import money

register = template.Library()


@register.filter
def amount(amount_minor: int, currency: str) -> str:
    """An amount that may be below zero: `−$19.00`."""
    text = money(abs(amount_minor), currency)
    return f"−{text}" if amount_minor < 0 else text
