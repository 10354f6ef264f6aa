"""`{% batch_file_address file %}`: where the reader of the page gets a file."""

from django import template

from classroom.models import BatchFile
from classroom.signed import batch_file_url

register = template.Library()


@register.simple_tag(takes_context=True)
def batch_file_address(context, file: BatchFile) -> str:
    """A signed address for the person who reads the page."""
    return batch_file_url(file.pk, context["request"].user.pk)
