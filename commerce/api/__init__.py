"""The shop under /api/v1/."""
