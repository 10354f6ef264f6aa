"""Folders of files in the CMS."""

from django import template

from catalog.queries.cms import folders_of

register = template.Library()


@register.filter
def known_to(folders, user):
    """Of these collections, those whose names `user` may know."""
    return folders_of(user, folders)
