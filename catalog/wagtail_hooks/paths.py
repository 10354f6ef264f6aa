"""Learning paths in the CMS."""
