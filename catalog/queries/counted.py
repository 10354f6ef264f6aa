"""Lists whose length is known before they are read."""

from django.db.models import QuerySet


class Counted:
    """A queryset whose count is known already, so that the paginator does not ask again."""

    def __init__(self, rows: QuerySet, total: int):
        self.rows, self.total = rows, total
        self.ordered = True

    def count(self) -> int:
        return self.total

    def __getitem__(self, item):
        return self.rows[item]
