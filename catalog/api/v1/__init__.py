"""The catalog under /api/v1/: reading, learning, authoring."""
