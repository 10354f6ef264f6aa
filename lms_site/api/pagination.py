"""Lists by page numbers with totals: `?page=2&per_page=20`."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from .envelope import Page

MOST = 100


class NumberedPages(PageNumberPagination):
    """Twenty a page unless `per_page` (1 to 100) says otherwise; what is out of bounds is refused, not bent."""

    page_size = 20
    page_size_query_param = "per_page"
    max_page_size = MOST

    def get_page_size(self, request) -> int:
        wanted = request.query_params.get(self.page_size_query_param)
        if wanted is None:
            return self.page_size
        if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 5 and 1 <= int(wanted) <= MOST):
            raise ValidationError({self.page_size_query_param: [f"1 … {MOST}"]})
        return int(wanted)

    def get_page_number(self, request, paginator):
        wanted = request.query_params.get(self.page_query_param) or "1"
        if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10 and int(wanted)):
            raise ValidationError({self.page_query_param: ["1 …"]})
        return wanted

    def get_paginated_response(self, data: Any) -> Response:
        page = self.page
        here = self.request.get_full_path()
        links = {
            "self": here,
            "next": self._link(here, page.number + 1) if page.has_next() else None,
            "prev": self._link(here, page.number - 1) if page.has_previous() else None,
        }
        per_page = self.get_page_size(self.request)
        return Response(
            Page(
                data=data, meta={"total": page.paginator.count, "page": page.number, "per_page": per_page}, links=links
            )
        )

    def _link(self, here: str, number: int) -> str:
        return replace_query_param(here, self.page_query_param, number)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The envelope of a page, for the description of the API."""
        address = {"type": "string", "format": "uri-reference"}
        maybe = {"type": ["string", "null"], "format": "uri-reference"}
        count = {"type": "integer", "minimum": 0}
        return {
            "type": "object",
            "required": ["success", "data", "meta", "links"],
            "properties": {
                "success": {"type": "boolean", "const": True},
                "data": schema,
                "meta": {
                    "type": "object",
                    "required": ["total", "page", "per_page"],
                    "properties": {"total": count, "page": count, "per_page": count},
                },
                "links": {
                    "type": "object",
                    "required": ["self", "next", "prev"],
                    "properties": {"self": address, "next": maybe, "prev": maybe},
                },
            },
        }
