"""Kinds of fields that several drafts have."""

from typing import Any

from rest_framework import serializers

from catalog.blocks.typed import LARGEST_KEY


def key_field(**options: Any) -> serializers.IntegerField:
    """The id of something."""
    return serializers.IntegerField(min_value=1, max_value=LARGEST_KEY, **options)


def key_or_none(help_text: str) -> serializers.IntegerField:
    return key_field(allow_null=True, default=None, help_text=help_text)


def line(longest: int, **options: Any) -> serializers.CharField:
    """A text that may be empty."""
    return serializers.CharField(max_length=longest, allow_blank=True, default="", **options)


def title_field() -> serializers.CharField:
    return serializers.CharField(max_length=255)


def slug_field() -> serializers.CharField:
    return serializers.CharField(
        max_length=255,
        required=False,
        help_text="The last part of the address. Left out, that of a page which never was live follows its title.",
    )


def position_field() -> serializers.IntegerField:
    return serializers.IntegerField(
        min_value=1, max_value=LARGEST_KEY, required=False, help_text="The place among its siblings, from 1."
    )
