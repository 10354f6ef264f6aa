"""The classroom in the CMS."""
