"""The catalog for programs: Wagtail's read API (v2) and its read-write API for token holders (v3)."""
