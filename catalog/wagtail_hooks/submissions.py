"""Whole-course review in the CMS."""
