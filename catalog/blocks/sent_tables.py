"""Tables as programs write them: rows of texts, and which of them are heads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .sent import Reading, is_json, knows_only, read_text

GRID_FLAGS = ("first_row_is_table_header", "first_col_is_header")
GRID_TEXTS = ("table_header_choice", "table_caption")
# Notes of the editor's grid about the looks of cells, which no page shows.
GRID_NOTES = ("cell", "mergeCells")


def stored_grid(value: Any, place: str, reading: Reading) -> dict[str, Any] | None:
    """The stored form of a table; None for no table, and for one that does not fit."""
    if value is None or not is_json(value, dict, place, reading):
        return None
    if not knows_only(value, {"data", *GRID_FLAGS, *GRID_TEXTS, *GRID_NOTES}, place, reading):
        return None
    rows = value.get("data")
    if not (isinstance(rows, list) and all(isinstance(row, list) for row in rows)):
        reading.refuse(f"{place}.data", _("A table is a list of rows, and a row a list of texts."))
        return None
    made: dict[str, Any] = {"data": [[_cell(cell, f"{place}.data", reading) for cell in row] for row in rows]}
    made |= {name: bool(value[name]) for name in GRID_FLAGS if name in value}
    return made | {name: _cell(value[name], f"{place}.{name}", reading) for name in GRID_TEXTS if name in value}


def _cell(value: Any, place: str, reading: Reading) -> str | None:
    return None if value is None else read_text(value, place, reading)


def written_grid(value: Any) -> dict[str, Any] | None:
    """What a program would have written to get the stored table."""
    if not isinstance(value, dict):
        return None
    rows = value.get("data")
    data = [[_plain(cell) for cell in row] for row in rows or [] if isinstance(row, list)]
    flags = {name: bool(value[name]) for name in GRID_FLAGS if name in value}
    return {"data": data, **flags, **{name: _plain(value[name]) for name in GRID_TEXTS if name in value}}


def _plain(value: Any) -> str | None:
    return None if value is None else str(value)
