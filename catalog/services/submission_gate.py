"""What must be right before a course may be handed in."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from catalog.checks import blocking_findings
from catalog.models import CoursePage, LessonPage


def submission_hindrances(course: CoursePage) -> list[str]:
    """Sentences, each of one thing about the course that stands in the way of a review; none when it may begin."""
    draft = course.get_latest_revision_as_object()
    found = []
    if not draft.title.strip():
        found.append(_("The course has no title."))
    if not LessonPage.objects.descendant_of(course).exists():
        found.append(_("The course has no lesson yet."))
        return found
    return found + [
        _("“%(title)s”: %(finding)s") % {"title": finding.page_title, "finding": finding.message}
        for finding in blocking_findings(course)
    ]


def draft_mistakes(drafts: Iterable[Page]) -> list[str]:
    """What the editor would refuse to publish in these drafts: empty required fields, addresses taken twice."""
    return [sentence for draft in drafts for sentence in _mistakes(draft)]


def _mistakes(draft: Page) -> list[str]:
    found = []
    if draft.go_live_at and draft.go_live_at > timezone.now():
        found.append(_("“%(title)s” has a time of its own to go live; remove it.") % {"title": draft.title})
    try:
        draft.full_clean()
        for field in draft._meta.get_fields():
            if isinstance(field, StreamField):
                field.stream_block.clean(getattr(draft, field.name))
    except ValidationError as error:
        values = {"title": draft.title, "mistake": "; ".join(_messages(error))}
        found.append(_("“%(title)s” is not complete: %(mistake)s") % values)
    return found


def _messages(error: ValidationError) -> list[str]:
    """The error in words; that of a block may have none of its own, only those of its parts."""
    own = [message for message in error.messages if message]
    return own or [_("a block has a mistake; open it in the editor to see which.")]
