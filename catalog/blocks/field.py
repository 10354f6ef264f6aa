"""The model field that holds a stream of blocks and keeps the block definitions out of migrations."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField that migrations see as a plain JSONField.

    Guarantees: adding, removing or changing blocks makes no migration, and a data migration reads and
    writes the raw list of blocks. (Deconstructing to an empty list of blocks would not do: a historical
    model would then drop every block it does not know, that is, all of them.)
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        # Not StreamField's own: that one writes the whole tree of block definitions.
        name, _path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, "django.db.models.JSONField", [], kwargs

    def clone(self) -> BodyField:
        """Return an unbound copy that still has its blocks, which `deconstruct` leaves out."""
        kwargs = self.deconstruct()[3]
        options = {name: value for name, value in self.block_opts.items() if name != "required"}
        return type(self)(self.block_types_arg, block_lookup=self.block_lookup, **options, **kwargs)
