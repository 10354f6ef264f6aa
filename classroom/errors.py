"""What the classroom refuses, with a stable code and a sentence for the person."""

from django.utils.translation import gettext
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


class SessionInvalid(DomainError):
    """A live session that cannot be as it was planned; `code` says why."""

    code = "SESSION_OUTSIDE_BATCH"
    message = _("The session must lie between the first and the last day of the batch.")
    status = 422
    codes = {
        "SESSION_LENGTH": _("A session lasts between five minutes and twelve hours."),
        "SESSION_HOST": _("Only those who teach the batch can hold its sessions."),
        "SESSION_TITLE": _("Give the session a title."),
        "SESSION_PARTNER": _("This site does not hold sessions with that partner."),
    }


class SessionCancelled(DomainError):
    code = "SESSION_CANCELLED"
    message = _("This session was cancelled.")


class AnnouncementInvalid(DomainError):
    """An announcement that cannot be as it was planned; `code` says why."""

    code = "ANNOUNCEMENT_TIME"
    message = _("This moment is over. Choose a later one, or leave it empty to publish at once.")
    status = 422
    codes = {
        "ANNOUNCEMENT_PINS": _("Five announcements are pinned already. Unpin one of them first."),
        "ANNOUNCEMENT_GONE": _("This announcement is not in the stream."),
    }


class CommentFlood(DomainError):
    code = "COMMENT_FLOOD"
    status = 429
    message = _("You have written many comments within an hour. Try again later.")


class CommentNotYours(DomainError):
    code = "COMMENT_NOT_YOURS"
    status = 403
    message = _("Only whoever wrote a comment, and those who teach the batch, can remove it.")


class MaterialInvalid(DomainError):
    """A topic or material that cannot be as it was planned; `code` says why."""

    code = "MATERIAL_TITLE"
    message = _("Give it a title.")
    status = 422
    codes = {
        "MATERIAL_LINK": _("The link must begin with http:// or https://."),
        "TOPIC_EXISTS": _("There is a topic with this title already."),
    }


class FileRefused(DomainError):
    """A file that is not taken; `message` says why."""

    code = "FILE_REFUSED"
    status = 422
    message = _("Files of this type are not taken.")
    codes = {"FILE_COUNT": _("At most five files can hang on one thing.")}


class FilesUnavailable(DomainError):
    """The storage is away."""

    code = "FILES_UNAVAILABLE"
    status = 503
    message = _("The files could not be stored just now. What you wrote is kept here: choose them again in a moment.")


class SessionClosed(DomainError):
    """Nobody comes through the door of this session now; `code` says why."""

    code = "SESSION_EARLY"
    message = _("The door opens ten minutes before the session.")
    codes = {
        "SESSION_OVER": _("This session is over."),
        "SESSION_NOT_READY": _("The room is being prepared. Try again in a moment."),
        "SESSION_PARTNER_AWAY": _("The room cannot be opened at the moment. Try again in a moment."),
    }


class AttendanceRefused(DomainError):
    """What cannot be said of somebody's attendance; `code` says why."""

    code = "ATTENDANCE_PERSON"
    message = _("Somebody you named was not in this batch when the session took place.")
    status = 422
    codes = {
        "ATTENDANCE_EARLY": _("The session has not begun. Until then you can only excuse people."),
        "ATTENDANCE_STATUS": _("Say present, late, absent or excused."),
    }


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
