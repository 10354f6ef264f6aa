"""Why an archive is refused."""

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class ArchiveRefused(DomainError):
    """The file is no archive of a course, or one that cannot be trusted; `message` says why."""

    code = "ARCHIVE_REFUSED"
    message = _("This file is not an exported course.")


def damaged(what: str) -> ArchiveRefused:
    """The refusal for contents that contradict themselves; `what` names the place."""
    return ArchiveRefused(
        "ARCHIVE_DAMAGED", _("The archive is damaged or was changed by hand: %(what)s") % {"what": what}
    )


def too_large() -> ArchiveRefused:
    return ArchiveRefused(
        "ARCHIVE_TOO_LARGE", _("The archive holds more than it should, or hides a lot in a small file.")
    )
