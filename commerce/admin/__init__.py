"""The shop in the CMS."""
