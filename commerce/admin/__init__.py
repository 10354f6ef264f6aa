"""Selling in the CMS, a module for each room."""
