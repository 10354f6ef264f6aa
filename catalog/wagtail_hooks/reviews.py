"""Reviews and messages in the CMS."""
