"""`make fuzz`: schemathesis tries the API along its own description."""
