"""Querysets whose SQL is built once a process.

For the few queries that every page of a signed-in person asks: there, building the SQL from objects
takes several times as long as running it. The rule itself still stands in one place, as a queryset.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, Field, IntegerField, Model, QuerySet, UUIDField

M = TypeVar("M", bound=Model)

# One value a type by which its places among the parameters are found; no query has these of its own.
SAMPLES: dict[type[Field], Any] = {
    IntegerField: 1_234_567_891,
    UUIDField: UUID("5a3bd1e7-0d0f-4c3a-9d55-6b1f0c3f7a11"),
    DateTimeField: datetime(1907, 3, 5, 11, 13, 17, 191919, tzinfo=UTC),
}


class Prepared(Generic[M]):
    """A query with named values, each of another type: `Prepared(build, user=IntegerField())`.

    `build` makes the queryset from the values; its SQL may not depend on them beyond their places, so
    no value may be None, a list, or decide about a filter. Give `rows` or `column` the values by name.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], **fields: Field) -> None:
        self._build = build
        self._fields = fields
        self._statements: dict[str, _Statement] = {}

    def rows(self, **values: Any) -> list[M]:
        """The objects, with what the queryset annotates; one query."""
        statement = self._once()
        model, names, places = statement.model, statement.names, statement.places
        found = []
        for row in self._fetch(statement, values):
            thing = model.from_db(connection.alias, names, [row[place] for place in places])
            for name, place in statement.annotations.items():
                setattr(thing, name, row[place])
            found.append(thing)
        return found

    def column(self, **values: Any) -> list[Any]:
        """The values of a queryset that ends in `values_list` of one field; one query."""
        return [row[0] for row in self._fetch(self._once(), values)]

    def _fetch(self, statement: "_Statement", values: dict[str, Any]) -> list:
        ready = {name: self._ready(name, values[name]) for name in self._fields}
        parameters = [ready[part.name] if isinstance(part, _Place) else part for part in statement.parameters]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, parameters)
            rows = cursor.fetchall()
        if statement.converters:
            return list(statement.compiler.apply_converters(rows, statement.converters))
        return rows

    def _once(self) -> "_Statement":
        if connection.vendor not in self._statements:
            samples = {name: SAMPLES[type(field)] for name, field in self._fields.items()}
            places = {self._ready(name, sample): _Place(name) for name, sample in samples.items()}
            self._statements[connection.vendor] = _Statement(self._build(**samples), places)
        return self._statements[connection.vendor]

    def _ready(self, name: str, value: Any) -> Any:
        """The value as the database driver wants it."""
        return self._fields[name].get_db_prep_value(value, connection)


class _Statement:
    """A compiled queryset: the SQL, its parameters with places for the values, and how to read its rows."""

    def __init__(self, queryset: QuerySet, places: dict[Any, "_Place"]) -> None:
        self.model = queryset.model
        self.compiler = queryset.query.get_compiler(connection=connection)
        self.sql, parameters = self.compiler.as_sql()
        self.parameters = [places.get(parameter, parameter) for parameter in parameters]
        expressions = [expression for expression, _sql, _alias in self.compiler.select]
        self.converters = self.compiler.get_converters(expressions)
        self.places = (self.compiler.klass_info or {}).get("select_fields", [])
        self.names = [expressions[place].target.attname for place in self.places]
        self.annotations = self.compiler.annotation_col_map or {}


class _Place:
    """Where a value goes among the parameters."""

    def __init__(self, name: str) -> None:
        self.name = name
