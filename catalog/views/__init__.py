"""Pages and forms of the catalog."""
