"""The read side of the catalog."""
