"""Selling under /api/v1/."""
