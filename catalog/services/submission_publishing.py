"""Bringing all pages of a submission to the site, or none of them."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db.models import PROTECT, F, ForeignKey, Model
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from catalog.errors import CannotPublish
from catalog.models import CourseSubmission, SubmissionItem

from .publishing import changes_together

Kind = SubmissionItem.Kind


def publish_items(submission: CourseSubmission, *, actor) -> None:
    """Publish the pinned revision of every page and take off the site what was asked for, as `actor`.

    Later drafts stay drafts. Raises CannotPublish with each page that is in the way; the caller's
    transaction then undoes what was done before. Whether `actor` may is for the caller to know.
    """
    items = items_of(submission)
    refuse_if_impossible(submission, items, actor=actor)
    with changes_together():
        for item in items:
            try:
                _bring(item, actor)
            except (ValidationError, PermissionDenied) as error:
                raise CannotPublish([_problem(item, _words(error))]) from error


def items_of(submission: CourseSubmission) -> list[SubmissionItem]:
    """The pages of the submission in the order of the tree, locked against a draft that is just being replaced.

    Pages first, then items: so does the editor. What they refer to is read when the locks are held.
    """
    pages = Page.objects.select_for_update(no_key=True).order_by("pk")
    list(pages.filter(pk__in=submission.items.values("page_id")).values_list("pk"))
    list(SubmissionItem.objects.select_for_update().filter(submission=submission).order_by("pk").values_list("pk"))
    items = submission.items.select_related("page", "page__locked_by", "revision__content_type")
    return list(items.annotate(live_from=F("page__live_revision__created_at")).order_by("position"))


def refuse_if_impossible(submission: CourseSubmission, items: Sequence[SubmissionItem], *, actor) -> None:
    """Raise CannotPublish when pages were deleted, moved away or locked meanwhile, or stand below a page that is off
    the site: with all of them at once."""
    coming = {item.page.path for item in items if item.page and item.is_published_with_it}
    live = set(Page.objects.descendant_of(submission.course, inclusive=True).live().values_list("path", flat=True))
    leaving = {item.page.path for item in items if item.page and item.kind == Kind.UNPUBLISH}
    found = []
    for item in items:
        reason = _hindrance(item, submission.course.path, actor) or _closed_above(item, (live | coming) - leaving)
        if reason:
            found.append(_problem(item, reason))
    if found:
        raise CannotPublish(found)


def _hindrance(item: SubmissionItem, course_path: str, actor) -> str:
    page = item.page
    if item.kind == Kind.MOVED or (page is None and item.kind == Kind.UNPUBLISH):
        return ""
    if page is None:
        return _("it has been deleted meanwhile.")
    if not page.path.startswith(course_path):
        return _("it has been moved out of the course meanwhile.")
    if page.locked and page.locked_by_id != getattr(actor, "pk", None):
        person = page.locked_by.name if page.locked_by else _("somebody")
        return _("%(person)s has locked it.") % {"person": person}
    return _missing(item) if item.is_published_with_it else ""


def _missing(item: SubmissionItem) -> str:
    if item.revision is None:
        return _("the version that was submitted is gone.")
    live_from = getattr(item, "live_from", None)
    if item.page is not None and item.page.live and live_from is not None and live_from > item.revision.created_at:
        return _("a newer version of it is on the site already.")
    model = item.revision.content_type.model_class()
    if model is None or any(_dangling(model, item.revision.content)):
        return _("it uses something that has been deleted meanwhile.")
    return ""


def _dangling(model: type[Model], content: dict) -> Iterator[bool]:
    """Whether each thing that this version needs is gone; what may be empty empties itself."""
    for name, value in content.items():
        with suppress(FieldDoesNotExist):
            field = model._meta.get_field(name)
            if isinstance(field, ForeignKey) and field.remote_field.on_delete is PROTECT and value is not None:
                yield not field.related_model._default_manager.filter(pk=value).exists()
            elif isinstance(value, list) and field.one_to_many and field.related_model is not None:
                rows = [row for row in value if isinstance(row, dict)]
                yield from (gone for row in rows for gone in _dangling(field.related_model, row))


def _closed_above(item: SubmissionItem, open_paths: set[str]) -> str:
    """Nobody would see a page whose module is off the site."""
    if not item.is_published_with_it or item.page is None:
        return ""
    parent = item.page.path[: -Page.steplen]
    is_course = item.page.path == item.submission.course.path
    return "" if is_course or parent in open_paths else _("the page above it is not on the site.")


def _bring(item: SubmissionItem, actor) -> None:
    if item.is_published_with_it and item.revision is not None:
        # A moderator has the right by role; at the given time nobody sits at the screen.
        PublishPageRevisionAction(item.revision, user=actor).execute(skip_permission_checks=True)
    elif item.kind == Kind.UNPUBLISH and item.page is not None:
        # Read anew: pages above were published a moment ago and may have changed the address.
        page = Page.objects.get(pk=item.page.pk).specific
        UnpublishPageAction(page, user=actor).execute(skip_permission_checks=True)


def _problem(item: SubmissionItem, reason: str) -> str:
    return _("“%(title)s”: %(reason)s") % {"title": item.title, "reason": reason}


def _words(error: ValidationError | PermissionDenied) -> str:
    return "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
