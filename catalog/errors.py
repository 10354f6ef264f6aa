"""What the catalog refuses, with a stable code and a sentence for the person."""

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class CourseClosed(DomainError):
    code = "COURSE_CLOSED"
    message = _("This course is not open at the moment.")


class NotOnSale(DomainError):
    code = "NOT_ON_SALE"
    message = _("This course is not on sale yet. If you have an enrollment code, you can use it.")


class NotEnrolled(DomainError):
    code = "NOT_ENROLLED"
    message = _("You are not enrolled in this course.")


class LessonLocked(DomainError):
    """`reason` is one of `access.Reason`."""

    code = "LESSON_LOCKED"
    message = _("This lesson is not open to you.")

    def __init__(self, reason: str, message=None):
        super().__init__(message=message or self.message)
        self.reason = reason


class LessonWantsVideo(DomainError):
    code = "LESSON_WANTS_VIDEO"
    message = _("Watch the video to its end; the lesson is then marked as complete.")


class CourseFinished(DomainError):
    code = "COURSE_FINISHED"
    message = _("You have finished this course, so its lessons stay complete.")


class CodeUnknown(DomainError):
    code = "CODE_UNKNOWN"
    message = _("This code is not known. Check it letter by letter.")


class CodeUsedUp(DomainError):
    code = "CODE_USED_UP"
    message = _("This code has been used as often as it may be.")


class CodeExpired(DomainError):
    code = "CODE_EXPIRED"
    message = _("This code is no longer valid.")


class PageInUse(DomainError):
    code = "PAGE_IN_USE"
    message = _("Learners have completed lessons here, so it cannot be deleted. Unpublish it instead.")


class NotYourCourse(DomainError):
    code = "NOT_YOUR_COURSE"
    message = _("You are not in the team of this course.")


class BoardOutdated(DomainError):
    code = "BOARD_OUTDATED"
    message = _("Somebody changed the order meanwhile. Nothing was moved; this is how the course stands now.")


class PageGone(DomainError):
    code = "PAGE_GONE"
    message = _("This page is no longer in the course; somebody moved or deleted it.")


class WrongPlace(DomainError):
    code = "WRONG_PLACE"
    message = _("It cannot stand there: lessons belong into modules, modules into the course.")


class PageIsLive(DomainError):
    code = "PAGE_IS_LIVE"
    message = _("It is live, or something in it is. Only drafts can be deleted.")


class PageIsLocked(DomainError):
    code = "PAGE_IS_LOCKED"
    message = _("This page is locked at the moment, because of a review or by somebody.")


class ModeratorsOnly(DomainError):
    code = "MODERATORS_ONLY"
    message = _("Only moderators take live pages offline. Ask for it with the next review of the course.")


class TitleRefused(DomainError):
    code = "TITLE_REFUSED"
    message = _("Give it a title of at most 255 letters.")
