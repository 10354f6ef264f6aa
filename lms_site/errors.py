"""The one exception by which services refuse a request for a reason of the domain."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise


class DomainError(Exception):
    """A refusal that a person can understand.

    `code` is stable and meant for programs ("COURSE_CLOSED"); `message` is a translated sentence for
    people. Subclasses give defaults for both as class attributes, and say with which HTTP status the API
    tells of it.
    """

    code = "REFUSED"
    status = 409
    message: str | Promise = ""
    # Other codes with which it is raised, and what each says.
    codes: ClassVar[Mapping[str, str | Promise]] = {}

    def __init__(self, code: str = "", message: str | Promise = "") -> None:
        self.code = code or type(self).code
        self.message = message or type(self).codes.get(self.code) or type(self).message
        super().__init__(self.code, self.message)

    @property
    def details(self) -> dict:
        """Facts about the refusal, for programs."""
        return {}

    def __str__(self) -> str:
        return str(self.message) or self.code
