"""Where people have their public pages."""

from django.urls import reverse
from django.utils.text import slugify

from accounts.models import User


def person_url(user: User) -> str:
    """The address of a person's public page; the number finds it, the name is for people."""
    return reverse("catalog:person", args=[slugify(user.name)[:60] or "person", user.pk])
