"""`{{ announcement.html|cleaned }}`: the one way by which text that people wrote comes onto a page as HTML."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from lms_site.user_text import clean_html, clean_html_for_mail

register = template.Library()


@register.filter
def cleaned(html: str) -> SafeString:
    """What was made of markdown and kept, cleaned once more."""
    return mark_safe(clean_html(html))


@register.filter
def cleaned_for_mail(html: str) -> SafeString:
    """As `cleaned`, with links that work outside of the site."""
    return mark_safe(clean_html_for_mail(html))
