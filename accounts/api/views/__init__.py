"""Views below /api/v1/auth/."""
