"""What moderators note on single pages; the same comments stand in the page's editor."""

from django.db import transaction
from wagtail.models import Comment

from catalog.errors import NotYoursToReview, SubmissionClosed
from catalog.models import SubmissionItem
from catalog.rules import moderates

MAX_COMMENT = 2000
# The field beside which the editor shows a comment on the page as a whole.
WHOLE_PAGE = "title"


@transaction.atomic
def comment_on(*, item_id: int, moderator, text: str, field: str = WHOLE_PAGE) -> Comment:
    """Note something on a page of a submission that is not finished; the author answers it in the editor.

    The editor shows it beside `field`, or beside the title where the page has no such field.

    Raises NotYoursToReview, SubmissionClosed when the review is finished or the page is gone, ValueError
    without a text.
    """
    if not moderates(moderator):
        raise NotYoursToReview
    if not text.strip():
        raise ValueError("A comment has a text.")
    item = SubmissionItem.objects.select_related("submission", "page").filter(pk=item_id).first()
    if item is None or item.page is None or not item.submission.is_pending:
        raise SubmissionClosed
    comment = Comment(page=item.page.specific, user=moderator, text=text.strip()[:MAX_COMMENT])
    comment.contentpath, comment.revision_created = field, item.revision
    if not comment.has_valid_contentpath(comment.page):
        comment.contentpath = WHOLE_PAGE
    comment.save()
    comment.log_create(page_revision=item.revision, user=moderator)
    return comment
