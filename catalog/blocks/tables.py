"""Tables: rows of plain text with heads, on Wagtail's own grid."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructValue
from wagtail.contrib.table_block.blocks import TableBlock, TableInput

from catalog.blocks.base import GroupBlock, LineBlock
from catalog.blocks.text import GROUP

MAX_ROWS, MAX_COLUMNS, MAX_CELL = 200, 20, 1000
_NUMBER = re.compile(r"[-+−]?[\d.,\s]*\d\s?%?")


class GridInput(TableInput):
    """Wagtail's grid without its own caption field: the block has one, beside the others."""

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(css={"all": ["css/cms-blocks.css"]})


class GridBlock(TableBlock):
    """Wagtail's table field with limits, and without a crash over a value that is not a table."""

    def get_table_options(self, table_options: dict[str, Any] | None = None) -> dict[str, Any]:
        # The grid speaks one language only and complains about every other.
        return super().get_table_options({"language": "en-US", **(table_options or {})})

    @cached_property
    def field(self) -> forms.Field:
        return forms.CharField(widget=GridInput(table_options=self.table_options), **self.field_options)

    def value_from_form(self, value: Any) -> Any:
        try:
            table = json.loads(value or "null")
        except ValueError:
            return None
        return table if isinstance(table, dict) else None

    def to_python(self, value: Any) -> Any:
        return super().to_python(value) if isinstance(value, dict) else None

    def clean(self, value: Any) -> Any:
        rows = _rows(value)
        if not self.is_deferred_validation and not any(cell for row in rows for cell in row):
            raise ValidationError(now_("Write something into the table."))
        if len(rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in rows):
            raise ValidationError(
                now_("A table may have at most %(rows)d rows and %(columns)d columns; offer more as a file.")
                % {"rows": MAX_ROWS, "columns": MAX_COLUMNS}
            )
        if any(len(cell) > MAX_CELL for row in rows for cell in row):
            raise ValidationError(now_("A cell may hold at most %(count)d characters.") % {"count": MAX_CELL})
        return super().clean(value)

    def get_searchable_content(self, value: Any) -> list[str]:
        return [cell for row in _rows(value) for cell in row if cell]


@dataclass(frozen=True)
class Cell:
    """One cell: its text, the scope that makes it a head ("col", "row" or none), and whether a number."""

    text: str
    scope: str
    is_number: bool


def _rows(value: Any) -> list[list[str]]:
    data = value.get("data") if isinstance(value, dict) else None
    return [["" if cell is None else str(cell).strip() for cell in row] for row in data or [] if isinstance(row, list)]


class TableValue(StructValue):
    """A table as rows of cells that know whether they are heads."""

    @property
    def heading(self) -> str:
        """The caption, or the one that was typed into the grid."""
        grid = self.get("table")
        return self.get("caption") or (grid.get("table_caption") if isinstance(grid, dict) else "") or ""

    @cached_property
    def _names(self) -> tuple[bool, bool]:
        """Whether the first row names the columns, and whether the first column names the rows."""
        grid = self.get("table") or {}
        heads = grid.get("table_header_choice") or ""
        return (
            heads in {"row", "both"} or (not heads and bool(grid.get("first_row_is_table_header"))),
            heads in {"column", "both"} or (not heads and bool(grid.get("first_col_is_header"))),
        )

    @cached_property
    def body(self) -> list[list[Cell]]:
        """The rows below the heads of the columns."""
        names_columns, names_rows = self._names
        return [
            [_cell(text, "row" if names_rows and not column else "") for column, text in enumerate(row)]
            for row in _rows(self.get("table"))[int(names_columns) :]
        ]

    @property
    def head(self) -> list[Cell]:
        """The heads of the columns, marked as numbers where all below are; empty when there are none."""
        rows = _rows(self.get("table"))
        if not rows or not self._names[0]:
            return []
        return [replace(_cell(text, "col"), is_number=self._holds_numbers(at)) for at, text in enumerate(rows[0])]

    def _holds_numbers(self, column: int) -> bool:
        cells = [row[column] for row in self.body if column < len(row)]
        return bool(cells) and all(cell.is_number for cell in cells)


def _cell(text: str, scope: str) -> Cell:
    # An empty head (the corner of a table with two kinds of them) would be announced as nothing.
    return Cell(text, scope if text else "", not scope and bool(_NUMBER.fullmatch(text)))


class TableOfDataBlock(GroupBlock):
    caption = LineBlock(
        label=_("Caption"),
        max_length=300,
        help_text=_("What the table shows. Stands above it and is read out first."),
    )
    table = GridBlock(label=_("Table"))

    class Meta:
        label = _("Table")
        icon = "table"
        group = GROUP
        template = "blocks/table.html"
        value_class = TableValue
        description = _("Rows and columns, with heads that screen readers announce.")
        preview_value = {
            "caption": _("How long dough rests"),
            "table": {
                "data": [
                    ["Dough", "Hours", "Temperature"],
                    ["Baguette", "2", "24 °C"],
                    ["Rye", "16", "18 °C"],
                ],
                "table_header_choice": "both",
            },
        }
