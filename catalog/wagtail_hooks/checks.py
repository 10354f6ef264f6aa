"""Content checks and course archives in the CMS."""

from wagtail import hooks

from catalog.admin.checks import check_urls, report_menu_item
from catalog.admin.transfer import course_buttons, import_menu_item, transfer_urls

hooks.register("register_admin_urls", check_urls)
hooks.register("register_reports_menu_item", report_menu_item)
hooks.register("register_admin_urls", transfer_urls)
hooks.register("register_admin_menu_item", import_menu_item)
hooks.register("register_page_header_buttons", course_buttons)
