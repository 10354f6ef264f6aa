"""What is refused about the people of a batch: lists, moves, messages."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class TooFewSeats(DomainError):
    """Not all of a group fit in; the message says how many would."""

    code = "TOO_FEW_SEATS"
    message = _("There are not enough seats left in this batch.")

    @classmethod
    def of(cls, *, needed: int, left: int) -> "TooFewSeats":
        """With the numbers."""
        text = gettext("%(needed)s seats are needed, and %(left)s are left. Nobody was put in.")
        return cls(message=text % {"needed": needed, "left": left})


class MoveRefused(DomainError):
    code = "MOVE_OTHER_COURSE"
    message = _("People can be moved to another batch of the same course alone.")
    codes = {"MOVE_ALREADY_THERE": _("One of them is in the other batch already. Nobody was moved.")}


class ReasonMissing(DomainError):
    code = "REASON_MISSING"
    status = 422
    message = _("Say why: the person gets to read it.")


class NotRemoved(DomainError):
    code = "NOT_REMOVED"
    message = _("Only those who were removed can be put back. Others join again, or are put in anew.")


class MessageInvalid(DomainError):
    """A message that cannot be sent; `code` says why."""

    code = "MESSAGE_EMPTY"
    status = 422
    message = _("Write a subject and a text.")
    codes = {"MESSAGE_NOBODY": _("Nobody of those is in the batch any more.")}


class TooManyMessages(DomainError):
    code = "TOO_MANY_MESSAGES"
    status = 429
    message = _("This batch has had many messages today. Write the next one tomorrow.")


class RosterFileInvalid(DomainError):
    """A list of people that cannot be read; `code` says why."""

    code = "ROSTER_FILE_UNREADABLE"
    status = 422
    message = _("This file cannot be read as a table. Save it as CSV (UTF-8) or XLSX and try again.")
    codes = {
        "ROSTER_FILE_EMPTY": _("There is nobody in this file."),
        "ROSTER_FILE_TOO_BIG": _("This file is larger than 2 MB. Split it up."),
        "ROSTER_FILE_TOO_LONG": _("This file has more than 5,000 rows. Split it up."),
        "ROSTER_FILE_HEADER": _("The first row has to name the columns: “email”, and if you like “name”."),
    }


class PersonRefused(DomainError):
    """Somebody who cannot be put in by address; `code` says why."""

    code = "ROW_BAD_EMAIL"
    status = 422
    message = _("This is no e-mail address.")
    codes = {
        "ROW_NO_EMAIL": _("No e-mail address."),
        "ROW_LONG_NAME": _("The name is longer than 120 letters."),
        "ROW_SWITCHED_OFF": _("This account is switched off."),
        "ROW_TEACHES": _("This person teaches the batch."),
    }
