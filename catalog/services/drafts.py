"""Writing drafts from outside: the fields of a page go through the editor's form and become a revision.

Nothing here publishes; that is for the review.
"""

import re
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.fields import StreamField
from wagtail.models import Page

from catalog.blocks.sent import Reading
from catalog.blocks.typed import stored, unchanged_kept, written
from catalog.errors import DraftChanged, DraftRefused, PageRepeats
from catalog.models import CoursePage, LessonPage
from catalog.queries.drafts import draft_version

from .courses import free_slug
from .curriculum_lock import lock_curriculum, page_of, refuse_if_locked
from .draft_files import choose_files, refuse_foreign_files
from .draft_forms import editor_form, mistakes_of
from .draft_rows import set_attachments, set_prerequisites

Values = dict[str, Any]
ROWS = ("attachments", "prerequisites")


@transaction.atomic
def save_draft(*, user, course_id: int, page_id: int, values: Values, versions: Collection[str] | None = None) -> Page:
    """Save a new draft of the course, or of a module or lesson in it, with these values; returns the page.

    `values` are by field: streams as `blocks.typed` describes, files and categories by id, tags as names,
    `attachments` and `prerequisites` as rows. Fields that are not named stay. The address of a page that was
    never public follows its title as long as it is the title's. Values that change nothing make no revision.

    `versions` hold that of the draft on which the person decided (`draft_version`): without the present one
    nothing is saved. Raises NotYourCourse, PageGone, PageIsLocked, PageRepeats, DraftChanged, DraftRefused.
    """
    course = lock_curriculum(user=user, course_id=course_id)
    if page_id != course.pk:
        # The editor's saving writes this row: from here to the end nobody comes between.
        list(Page.objects.select_for_update(no_key=True).filter(pk=page_id).order_by().values_list("pk"))
    page = course if page_id == course.pk else page_of(course, page_id)
    refuse_unless_writable(page, user=user, versions=versions)
    draft = page.get_latest_revision_as_object()
    before = _content(draft)
    _fill(draft, _with_address(draft, values), user)
    if _content(draft) != before:
        if not page.live:
            draft.save(clean=False)
        draft.save_revision(user=user, log_action=True, clean=False)
    return type(page).objects.get(pk=page.pk)


def refuse_unless_writable(page: Page, *, user, versions: Collection[str] | None = None) -> None:
    """Raise PageRepeats, PageIsLocked or DraftChanged when `user` cannot save a draft made from one of `versions`."""
    if page.alias_of_id is not None:
        raise PageRepeats
    refuse_if_locked(page, user)
    if versions is not None and draft_version(page) not in versions:
        raise DraftChanged


def streams_of(page: Page) -> list[StreamField]:
    """The fields of the page that hold blocks."""
    return [field for field in page._meta.get_fields() if isinstance(field, StreamField)]


def _content(draft: Page) -> Values:
    """All that a draft says. Ids of blocks are not part of it: some are made up anew whenever they are read."""
    content = draft.serializable_data()
    for field in streams_of(draft):
        content[field.name] = [
            (part["type"], part["value"]) for part in written(field.stream_block, content[field.name])
        ]
    return content


def _with_address(draft: Page, values: Values) -> Values:
    title = values.get("title")
    if title is None or "slug" in values or draft.live or draft.first_published_at is not None:
        return values
    base, wanted = slugify(draft.title)[:80] or "page", slugify(title)[:80]
    if wanted in ("", base) or not re.fullmatch(rf"{re.escape(base)}(-\d+)?", draft.slug):
        return values
    return {**values, "slug": free_slug(draft.get_parent(), title)}


def _fill(draft: Page, values: Values, user) -> None:
    """Put `values` into `draft`. Raises DraftRefused with every mistake that was found."""
    reading = Reading()
    ready = {name: value for name, value in values.items() if name not in ROWS}
    for field in streams_of(draft):
        if field.name in values:
            old = list(getattr(draft, field.name).raw_data)
            raw = stored(field.stream_block, values[field.name], place=field.name, reading=reading)
            ready[field.name] = field.stream_block.to_python(unchanged_kept(field.stream_block, old, raw))
    choose_files(draft, values, reading)
    refuse_foreign_files(draft, reading, user)
    _fill_rows(draft, values, reading, user)
    if reading.mistakes:
        raise DraftRefused(reading.mistakes)
    form = editor_form(draft, ready, parent=draft.get_parent(), user=user)
    if not form.is_valid():
        raise DraftRefused(mistakes_of(form))
    form.save(commit=False)


def _fill_rows(draft: Page, values: Values, reading: Reading, user) -> None:
    if isinstance(draft, LessonPage) and "attachments" in values and not reading.mistakes:
        set_attachments(draft, values["attachments"])
    if isinstance(draft, CoursePage) and "prerequisites" in values:
        set_prerequisites(draft, values["prerequisites"], reading=reading, user=user)
