"""Lists by page numbers with totals: `?page=2&per_page=20`."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination, PageNumberPagination
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
        meta = {"total": count(150), "page": count(1), "per_page": count(20)}
        links = {"self": address("?page=1"), "next": address("?page=2"), "prev": address(None)}
        return page_schema(schema, meta, links)


class KeysetPages(BasePagination):
    """Lists without a total, read from the newest back: `links.next` leads on, however deep."""

    size = 20

    def answer(self, request, data: Any, next_before: int | None) -> Response:
        """One page; `next_before` is null at the end."""
        here = request.get_full_path()
        following = replace_query_param(here, "before", next_before) if next_before is not None else None
        return Response(Page(data=data, meta={"per_page": self.size}, links={"self": here, "next": following}))

    def get_schema_operation_parameters(self, view) -> list[dict[str, Any]]:
        """For the description of the API."""
        about = "Only what is older than the row with this id; `links.next` has it."
        return [{"name": "before", "in": "query", "description": about, "schema": {"type": "string"}}]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The envelope of a page, for the description of the API."""
        links = {"self": address("?before=120"), "next": address("?before=100")}
        return page_schema(schema, {"per_page": count(20)}, links)


def page_schema(data: Any, meta: dict[str, Any], links: dict[str, Any]) -> dict[str, Any]:
    """The schema of the envelope around one page of a list."""
    success = {"type": "boolean", "const": True, "example": True}
    return described({"success": success, "data": data, "meta": described(meta), "links": described(links)})


def described(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def count(example: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "example": example}


def address(example: str | None) -> dict[str, Any]:
    return {"type": ["string", "null"], "format": "uri-reference", "example": example}
