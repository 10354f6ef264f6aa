"""Views and listings of the catalog in the CMS."""
