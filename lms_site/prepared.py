"""Querysets whose SQL is built once a process.

For the few queries that the most visited pages ask: there, building the SQL from objects
takes several times as long as running it. The rule itself still stands in one place, as a queryset.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import CharField, DateField, DateTimeField, Field, IntegerField, Model, QuerySet, UUIDField
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)

# By type, the value by which the place of the n-th parameter is found; no query has these of its own.
SAMPLES: dict[type[Field], Callable[[int], Any]] = {
    CharField: lambda n: f"a value that nobody would write, number {n}",
    IntegerField: lambda n: 1_234_567_000 + n,
    UUIDField: lambda n: UUID(int=0x5A3BD1E70D0F4C3A9D556B1F0C3F7A00 + n),
    DateField: lambda n: date(1907, 3, 5) + timedelta(days=n),
    DateTimeField: lambda n: datetime(1907, 3, 5, 11, 13, 17, 191919, tzinfo=UTC) + timedelta(seconds=n),
}


class Prepared(Generic[M]):
    """A query with named values and their types: `Prepared(build, user=IntegerField())`.

    `build` makes the queryset from the values; its SQL may not depend on them beyond their places, so
    no value may be None, a list, or decide about a filter. Give `rows` or `column` the values by name.
    `select_related` is followed, `prefetch_related` is not.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], **fields: Field) -> None:
        self._build = build
        self._fields = fields
        self._statements: dict[str, _Statement] = {}

    def rows(self, **values: Any) -> list[M]:
        """The objects, with what the queryset annotates and the objects it names as related; one query."""
        statement = self._once()
        return [statement.build(row) for row in self._fetch(statement, values)]

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
            samples = {name: SAMPLES[type(field)](n) for n, (name, field) in enumerate(self._fields.items())}
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
        self.annotations = self.compiler.annotation_col_map or {}
        model_info = self.compiler.klass_info
        if model_info:
            self.places = model_info["select_fields"]
            self.names = [expressions[place].target.attname for place in self.places]
            self.related = get_related_populators(model_info, self.compiler.select, connection.alias)

    def build(self, row: Sequence) -> Any:
        """The object of a row."""
        thing = self.model.from_db(connection.alias, self.names, [row[place] for place in self.places])
        for populator in self.related:
            populator.populate(row, thing)
        for name, place in self.annotations.items():
            setattr(thing, name, row[place])
        return thing


class _Place:
    """Where a value goes among the parameters."""

    def __init__(self, name: str) -> None:
        self.name = name
