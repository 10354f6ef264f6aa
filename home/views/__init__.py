"""Dashboards and the first page."""
