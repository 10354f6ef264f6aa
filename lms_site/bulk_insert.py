"""Many rows of one kind by one statement that the database fills itself.

Ten thousand model objects take longer to make in Python than to store: here one object is the
pattern of all of them, and only what differs from row to row travels, as one JSON array.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models

# What makes a table with the one column `value` of a JSON array.
UNPACK = {"postgresql": "jsonb_array_elements(%s::jsonb)", "sqlite": "json_each(%s)"}
VALUE_AS_ID = "CAST(value AS bigint)"


def insert_for_each(
    values: Iterable[Any],
    row: models.Model,
    *,
    columns: Mapping[str, str],
    joined: str = "",
    returning: Sequence[str] = (),
) -> list[tuple]:
    """Insert a copy of `row` for each of `values` and return the columns `returning` of each.

    `columns` maps those that differ from copy to copy to SQL, in which `value` is the value (JSON)
    and `%s` the pattern's own. The copies have the order of the values, unless `joined`, SQL that
    joins another table to them, brings its own. As `bulk_create` it sends no signals. Raises
    TypeError for values that JSON does not know, IntegrityError when a constraint refuses one of
    the copies: none is inserted then.
    """
    quoted = connection.ops.quote_name
    fields = [field for field in row._meta.local_concrete_fields if field.attname in columns or not field.primary_key]
    chosen = {field: columns.get(field.attname, "%s") for field in fields}
    own = [_stored_value(row, field) for field, sql in chosen.items() if "%s" in sql]
    statement = (
        f"INSERT INTO {row._meta.db_table} ({', '.join(quoted(field.column) for field in fields)}) "
        f"SELECT {', '.join(chosen.values())} FROM {UNPACK[connection.vendor]} AS each_value {joined}"
    )
    if returning:
        statement += f" RETURNING {', '.join(returning)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*own, json.dumps(list(values))])
        return cursor.fetchall() if returning else []


def _stored_value(row: models.Model, field: models.Field) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)
