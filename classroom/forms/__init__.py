"""Forms of the classroom, one module an area."""

from .joining import JoinForm

__all__ = ["JoinForm"]
