"""What waits in the shop, on the first page of the CMS."""

from typing import Any

from wagtail.admin.ui.components import Component

from commerce.queries.staff_orders import open_flag_count


class FlaggedOrdersPanel(Component):
    """How many orders need a person, and the way there; nothing where there are none. One query."""

    name = "flagged_orders"
    template_name = "commerce/admin/flagged_panel.html"
    order = 30

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": open_flag_count()}
