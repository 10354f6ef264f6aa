"""What is refused in the stream and in classwork."""

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


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
