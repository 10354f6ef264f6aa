"""How fast the main pages are, measured; never part of the test suite."""
