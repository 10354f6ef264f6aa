"""Reading what the blocks of many pages have chosen in a few queries for all of them.

A stream asks for its images, files and films by itself, each kind with a query of its own. Where dozens of
streams are shown at once, as in a course review, everything they name is read first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model, prefetch_related_objects
from wagtail.fields import StreamField

from .raw import chosen, leaves

Things = dict[type[Model], dict[int, Model]]
# What belongs to a thing wherever it is shown.
BELONGINGS = {"CourseImage": "renditions", "CourseMedia": "captions"}

_known: ContextVar[Things | None] = ContextVar("things_of_blocks", default=None)


def known_things(model: type[Model]) -> dict[int, Model] | None:
    """What was read ahead of this model; None outside `preloaded`."""
    known = _known.get()
    return None if known is None else known.get(model, {})


@contextmanager
def preloaded(pages: Iterable[Any], more: Iterable[tuple[type[Model], int]] = ()) -> Iterator[Things]:
    """Within it, blocks of these pages find what they have chosen without a query; `more` is read along.

    Costs one query a kind of thing, and one for the renditions of images and the captions of films.
    """
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for model, key in [*more, *(thing for page in pages for thing in chosen_in(page))]:
        wanted[model].add(key)
    things = {model: _read(model, keys) for model, keys in wanted.items()}
    token = _known.set(things)
    try:
        yield things
    finally:
        _known.reset(token)


def _read(model: type[Model], keys: set[int]) -> dict[int, Model]:
    found = model._default_manager.in_bulk(keys)
    if model.__name__ in BELONGINGS:
        prefetch_related_objects(list(found.values()), BELONGINGS[model.__name__])
    return found


def chosen_in(page: Any) -> Iterator[tuple[type[Model], int]]:
    """Model and key of everything that the page's streams name, in their raw form."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            found = map(chosen, leaves(field.stream_block, list(getattr(page, field.name).raw_data)))
            yield from (thing for thing in found if thing)
