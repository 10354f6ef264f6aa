"""What the log of acts with money shows."""

from django import template

from commerce.admin.acts_in_words import act_words, details_in_words

register = template.Library()


@register.filter
def act_name(verb: str) -> str:
    """The verb of an act in words."""
    return act_words(verb)


@register.filter
def act_details(details: dict) -> str:
    """The details of an act in one line."""
    return details_in_words(details)
