"""What is refused about live sessions, their doors and who was there."""

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


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
