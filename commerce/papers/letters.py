"""Texts in the letters that our fonts have."""

from catalog.certificates.legible import BREAK_HERE, legible


def plain(text: str) -> str:
    """`legible`, without its invisible places to break: what is copied out of a PDF must be what was written.

    The template breaks long words itself, where a column is too narrow for them.
    """
    return legible(text).replace(BREAK_HERE, "")
