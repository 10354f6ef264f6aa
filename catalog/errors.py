"""What the catalog refuses, with a stable code and a sentence for the person."""

from django.utils.translation import gettext_lazy as _

from lms_site.errors import DomainError


class CourseClosed(DomainError):
    code = "COURSE_CLOSED"
    message = _("This course is not open at the moment.")


class NotOnSale(DomainError):
    code = "NOT_ON_SALE"
    status = 403
    message = _("This course is not free. You can buy it, or use an enrollment code if you have one.")


class NotEnrolled(DomainError):
    code = "NOT_ENROLLED"
    status = 403
    message = _("You are not enrolled in this course.")


class LessonLocked(DomainError):
    """`reason` is one of `access.Reason`."""

    code = "LESSON_LOCKED"
    status = 403
    message = _("This lesson is not open to you.")

    def __init__(self, reason: str, message=None):
        super().__init__(message=message or self.message)
        self.reason = reason

    @property
    def details(self) -> dict:
        return {"reason": self.reason}


class LessonWantsVideo(DomainError):
    code = "LESSON_WANTS_VIDEO"
    message = _("Watch the video to its end; the lesson is then marked as complete.")


class CourseFinished(DomainError):
    code = "COURSE_FINISHED"
    message = _("You have finished this course, so its lessons stay complete.")


class CodeUnknown(DomainError):
    code = "CODE_UNKNOWN"
    status = 404
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


class NotReadyForReview(DomainError):
    """`hindrances` are sentences, each of one thing that stands in the way."""

    code = "NOT_READY_FOR_REVIEW"
    message = _("This course cannot be submitted yet.")

    def __init__(self, hindrances: list[str]):
        super().__init__(message=" ".join([str(self.message), *hindrances]))
        self.hindrances = hindrances

    @property
    def details(self) -> dict:
        return {"hindrances": [str(hindrance) for hindrance in self.hindrances]}


class SubmissionClosed(DomainError):
    code = "SUBMISSION_CLOSED"
    message = _("This review is closed already.")


class NotYoursToReview(DomainError):
    code = "NOT_YOURS_TO_REVIEW"
    status = 403
    message = _("Only moderators decide about courses.")


class CannotPublish(DomainError):
    """`problems` are sentences that name the page and why it cannot be published."""

    code = "CANNOT_PUBLISH"
    message = _("Nothing was published.")

    def __init__(self, problems: list[str]):
        super().__init__(message=" ".join([str(self.message), *problems]))
        self.problems = problems

    @property
    def details(self) -> dict:
        return {"problems": [str(problem) for problem in self.problems]}


class NotesFull(DomainError):
    code = "NOTES_FULL"
    message = _("You have 10,000 notes and bookmarks, and there is no room for more. Export and delete some first.")


class NoteRefused(DomainError):
    """The note has no text, or more than fits."""

    code = "NOTE_REFUSED"
    status = 422
    message = _("Write something, at most 5,000 characters.")


class PathClosed(DomainError):
    code = "PATH_CLOSED"
    message = _("This learning path is not open at the moment.")


class WishesFull(DomainError):
    code = "WISHES_FULL"
    message = _("Your wishlist has 200 courses, and there is no room for more. Take some off first.")


class CourseBeforeMissing(DomainError):
    """The course demands another one that this learner has not completed."""

    code = "COURSE_BEFORE_MISSING"
    status = 403
    message = _("This course builds on another one that you have not completed yet.")


class ReviewTooEarly(DomainError):
    code = "REVIEW_TOO_EARLY"
    status = 403
    message = _("You can review this course when you have completed a fifth of it.")


class ReviewOfOwnCourse(DomainError):
    code = "REVIEW_OF_OWN_COURSE"
    status = 403
    message = _("You teach this course, so you cannot review it.")


class ReviewInvalid(DomainError):
    code = "REVIEW_INVALID"
    status = 422
    message = _("A review has one to five stars and a text.")


class ReviewMissing(DomainError):
    code = "REVIEW_MISSING"
    status = 404
    message = _("This review is no longer there.")


class ReviewIsHidden(DomainError):
    code = "REVIEW_IS_HIDDEN"
    message = _("The moderators have hidden this review. Change its text, and they will look at it again.")


class OwnReview(DomainError):
    code = "OWN_REVIEW"
    status = 403
    message = _("This is your own review.")


class NotOnTeam(DomainError):
    code = "NOT_ON_TEAM"
    status = 403
    message = _("Only the instructors of the course can do this.")


class ReasonMissing(DomainError):
    code = "REASON_MISSING"
    status = 422
    message = _("Say why; the author will read it.")


class TextMissing(DomainError):
    code = "TEXT_MISSING"
    status = 422
    message = _("Write something first.")


class TextTooLong(DomainError):
    code = "TEXT_TOO_LONG"
    status = 422
    message = _("This text is too long.")


class TooManyAnnouncements(DomainError):
    code = "TOO_MANY_ANNOUNCEMENTS"
    status = 429
    message = _("Five announcements a day are enough for one course. Try again tomorrow.")


class MessageFlood(DomainError):
    code = "MESSAGE_FLOOD"
    status = 429
    message = _("You have written a lot within the hour. Wait a little, then go on; nothing you sent is lost.")


class NoConversation(DomainError):
    code = "NO_CONVERSATION"
    status = 404
    message = _("This conversation is not yours, or is no longer there.")


class NotALearner(DomainError):
    code = "NOT_A_LEARNER"
    status = 403
    message = _("This person does not take the course.")


class NotYourCourse(DomainError):
    code = "NOT_YOUR_COURSE"
    status = 403
    message = _("You are not in the team of this course.")


class BoardOutdated(DomainError):
    code = "BOARD_OUTDATED"
    message = _("Somebody changed the order meanwhile. Nothing was moved; this is how the course stands now.")


class PageGone(DomainError):
    code = "PAGE_GONE"
    status = 404
    message = _("This page is no longer in the course; somebody moved or deleted it.")


class WrongPlace(DomainError):
    code = "WRONG_PLACE"
    status = 422
    message = _("It cannot stand there: lessons belong into modules, modules into the course.")


class PageIsLive(DomainError):
    code = "PAGE_IS_LIVE"
    message = _("It is live, or something in it is. Only drafts can be deleted.")


class PageIsLocked(DomainError):
    code = "PAGE_IS_LOCKED"
    message = _("This page is locked at the moment, because of a review or by somebody.")


class ModeratorsOnly(DomainError):
    code = "MODERATORS_ONLY"
    status = 403
    message = _("Only moderators take live pages offline. Ask for it with the next review of the course.")


class TitleRefused(DomainError):
    code = "TITLE_REFUSED"
    status = 422
    message = _("Give it a title of at most 255 letters.")


class WatchingInvalid(DomainError):
    code = "WATCHING_INVALID"
    status = 422
    message = _("Positions are whole seconds from 0 to 86,400, and a watched part ends after it begins.")


class PageWasLive(DomainError):
    code = "PAGE_WAS_LIVE"
    message = _("It was live before, so it is not deleted any more. Take it off the site instead.")


class PageRepeats(DomainError):
    """An alias has no text of its own to change."""

    code = "PAGE_REPEATS"
    message = _("This page only repeats another one. Change that one, and this follows.")


class DraftChanged(DomainError):
    code = "PRECONDITION_FAILED"
    status = 412
    message = _("Somebody saved another draft since you read it. Nothing was changed; read it again.")


class DraftRefused(DomainError):
    """`mistakes` are sentences by place, a place within a place after a dot: `body.3.value.text`."""

    code = "VALIDATION_ERROR"
    status = 400
    message = _("Some values are not valid; the details name them.")

    def __init__(self, mistakes: dict[str, list[str]]):
        super().__init__()
        self.mistakes = mistakes

    @property
    def details(self) -> dict:
        return self.mistakes
