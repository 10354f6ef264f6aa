"""Checks of what a course says and shows, before anybody learns from it."""

from .course import blocking_findings, check_course
from .finding import Finding

__all__ = ["Finding", "blocking_findings", "check_course"]
