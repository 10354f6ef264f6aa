"""Small versions of the pictures that a review compares, made before a moderator opens it."""

from collections.abc import Iterator
from contextlib import suppress

from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from catalog.blocks.preloading import chosen_in
from catalog.models import CourseImage, CoursePage, SubmissionItem

# The size in which Wagtail compares pictures.
COMPARED = "max-165x165"


def prepare_pictures(submission_id: int) -> int:
    """Make them for old and new versions; returns how many pictures the review shows. Missing files are left out."""
    items = SubmissionItem.objects.filter(submission_id=submission_id).select_related("revision", "page")
    keys = {key for item in items for key in _pictures_of(item)}
    for image in CourseImage.objects.filter(pk__in=keys).prefetch_related("renditions"):
        with suppress(SourceImageIOError):
            image.get_rendition(COMPARED)
    return len(keys)


def _pictures_of(item: SubmissionItem) -> Iterator[int]:
    if item.page is None or item.revision is None:
        return
    live = item.page.specific
    for version in (live, _handed_in(live, item.revision.content)):
        yield from (key for model, key in chosen_in(version) if model is CourseImage)
        if isinstance(version, CoursePage) and version.image_id:
            yield version.image_id


def _handed_in(page: Page, content: dict) -> Page:
    return type(page).from_serializable_data(content, check_fks=False)
