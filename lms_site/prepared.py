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
        self._compiled: dict[str, tuple[QuerySet[M], str, list[Any]]] = {}

    def rows(self, **values: Any) -> list[M]:
        """The objects, with what the queryset annotates; one query."""
        queryset, sql, parameters = self._statement(values)
        return list(queryset.model._default_manager.raw(sql, parameters))

    def column(self, **values: Any) -> list[Any]:
        """The values of a queryset that ends in `values_list` of one field of its model; one query."""
        queryset, sql, parameters = self._statement(values)
        expression = queryset.query.select[0]
        converters = [*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection)]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            found = [row[0] for row in cursor.fetchall()]
        for convert in converters:
            found = [convert(value, expression, connection) for value in found]
        return found

    def _statement(self, values: dict[str, Any]) -> tuple[QuerySet[M], str, list[Any]]:
        queryset, sql, template = self._once()
        ready = {name: self._ready(name, values[name]) for name in self._fields}
        return queryset, sql, [ready[part.name] if isinstance(part, _Place) else part for part in template]

    def _once(self) -> tuple[QuerySet[M], str, list[Any]]:
        if connection.vendor not in self._compiled:
            samples = {name: SAMPLES[type(field)] for name, field in self._fields.items()}
            queryset = self._build(**samples)
            sql, parameters = queryset.query.sql_with_params()
            places = {self._ready(name, sample): _Place(name) for name, sample in samples.items()}
            template = [places.get(parameter, parameter) for parameter in parameters]
            self._compiled[connection.vendor] = queryset, sql, template
        return self._compiled[connection.vendor]

    def _ready(self, name: str, value: Any) -> Any:
        """The value as the database driver wants it."""
        return self._fields[name].get_db_prep_value(value, connection)


class _Place:
    """Where a value goes among the parameters."""

    def __init__(self, name: str) -> None:
        self.name = name
