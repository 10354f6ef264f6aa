"""`path` for addresses of the API: Django's, and it knows `<row:…>`."""

from django.urls import path, register_converter

__all__ = ["path"]


class RowNumber:
    """`<row:pk>`: a number that every database knows; a longer one is simply not an address (404)."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(RowNumber, "row")
