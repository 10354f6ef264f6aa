"""The curriculum board and the list of courses in the CMS."""
