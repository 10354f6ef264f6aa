"""The head of a page of one's own in the CMS, as Wagtail's generic templates take it."""

from typing import Any


def page_head(title: str, icon: str, *above: tuple[str, str]) -> dict[str, Any]:
    """Title, icon and breadcrumbs for the context; `above`: label and address of the pages above, outermost first."""
    trail = [{"label": label, "url": address} for label, address in (*above, (title, ""))]
    return {"page_title": title, "header_title": title, "header_icon": icon, "breadcrumbs_items": trail}
