"""Content checks and course archives in the CMS."""
