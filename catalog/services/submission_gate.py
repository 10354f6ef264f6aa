"""What must be right before a course may be handed in."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlockValidationError, StreamValue
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
    streams = [field for field in draft._meta.get_fields() if isinstance(field, StreamField)]
    said = []
    try:
        draft.full_clean(exclude={field.name for field in streams})
    except ValidationError as error:
        said += [message for message in error.messages if message]
    for field in streams:
        said += _stream_mistakes(getattr(draft, field.name))
    if said:
        found.append(_("“%(title)s” is not complete: %(mistake)s") % {"title": draft.title, "mistake": "; ".join(said)})
    return found


def _stream_mistakes(stream: StreamValue) -> list[str]:
    """Which blocks have a mistake, counted as the editor shows them, and what it is."""
    try:
        stream.stream_block.clean(stream)
    except StreamBlockValidationError as error:
        said = [message for part in error.non_block_errors.as_data() for message in part.messages]
        for place, mistake in error.block_errors.items():
            values = {"number": place + 1, "kind": stream[place].block.label, "mistake": _innermost(mistake)}
            said.append(_("block %(number)d (%(kind)s): %(mistake)s") % values)
        return said
    return []


def _innermost(error: ValidationError) -> str:
    """The first mistake inside a block, in words; an error of a block may have none of its own."""
    parts = getattr(error, "block_errors", None) or {}
    for part in parts.values() if isinstance(parts, dict) else parts:
        if part:
            return _innermost(part)
    own = getattr(error, "non_block_errors", None)
    messages = [message for one in own.as_data() for message in one.messages] if own else error.messages
    return "; ".join(message for message in messages if message)
