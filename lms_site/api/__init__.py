"""What all endpoints under /api/v1/ have in common: envelope, errors, pages, limits, conditions."""
