"""What is refused about batches, their teachers and their seats."""

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class BatchInvalid(DomainError):
    """A batch that would make no sense; `code` says why."""

    code = "BATCH_DATES"
    message = _("The last day is before the first one.")
    status = 422
    codes = {
        "BATCH_TIMEZONE": _("This time zone is not known."),
        "BATCH_JOINING_TIME": _("Joining must end after it begins."),
        "BATCH_SEATS_TAKEN": _("More seats than that are taken already."),
        "BATCH_NAME": _("Give the batch a name of at most 120 letters."),
        "BATCH_SEATS": _("A batch has between 1 and 100,000 seats, or no end of them."),
        "BATCH_TOO_LONG": _("A batch lasts three years at most."),
        "BATCH_DAYS": _("Choose days between the years 2000 and 2200."),
        "SLOTS_TOO_MANY": _("A week has 21 times at most."),
        "SLOT_TWICE": _("Two of the weekly times are the same."),
        "SLOT_LENGTH": _("A weekly time lasts between five minutes and twelve hours."),
        "SLOT_HOST": _("Only those who teach the batch can hold its sessions."),
        "BATCH_ATTENDANCE": _("The share of a session that counts as being there is between 1 and 100 percent."),
        "BATCH_PAID_COURSE": _("This course costs money, so its batches cannot be open to anybody."),
    }


class BatchFull(DomainError):
    code = "BATCH_FULL"
    message = _("There is no seat left in this batch.")


class BatchClosed(DomainError):
    """Archived, over, or not open for joining at this time."""

    code = "BATCH_CLOSED"
    message = _("Nobody can join this batch at the moment.")


class JoinRefused(DomainError):
    """Not for whoever wants to: the batch is joined in another way."""

    code = "JOIN_REFUSED"
    status = 403
    message = _("You cannot join this batch by yourself. Ask its teacher.")
    codes = {"JOIN_BY_BUYING": _("Places in this batch are bought.")}


class JoinCodeUnknown(DomainError):
    code = "JOIN_CODE_UNKNOWN"
    status = 404
    message = _("No batch has this code. Look at it again, or ask for a new one.")


class AlreadyInBatch(DomainError):
    code = "ALREADY_IN_BATCH"
    message = _("You are in this batch already.")


class PaidPlace(DomainError):
    code = "PAID_PLACE"
    message = _("You have paid for this place. Ask for a refund of the order; with that you leave the batch.")


class SeatGone(DomainError):
    code = "SEAT_GONE"
    message = _("This seat is no longer kept for you.")


class SeatsLeft(DomainError):
    code = "SEATS_LEFT"
    message = _("There are seats left: you can join at once.")


class BatchArchived(DomainError):
    code = "BATCH_ARCHIVED"
    message = _("This batch is in the archive: it can be read, and nothing in it can be changed.")


class TeacherUnknown(DomainError):
    code = "TEACHER_UNKNOWN"
    status = 422
    message = _("No account has this address. Whoever is to teach here needs one first.")


class TooManyAddresses(DomainError):
    code = "TOO_MANY_REQUESTS"
    status = 429
    message = _("You have tried many addresses. Try again in an hour.")


class LastTeacher(DomainError):
    code = "LAST_TEACHER"
    message = _("Somebody must run the batch. Make somebody else a teacher first.")


class NotInBatch(DomainError):
    code = "NOT_IN_BATCH"
    status = 404
    message = _("This person is not in the batch.")
