"""Hooks into Wagtail's page life; they call services and hold no rules of their own."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import PageViewRestriction, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from lms_site.cache_versions import bump
from lms_site.events import publish


def connect() -> None:
    """Connect every receiver once; called when the app is ready."""
    from catalog.models import Category, CoursePage, LessonPage, ModulePage, ReusableText

    page_published.connect(on_published, dispatch_uid="catalog.published")
    page_unpublished.connect(on_unpublished, dispatch_uid="catalog.unpublished")
    post_page_move.connect(on_moved, dispatch_uid="catalog.moved")
    post_save.connect(on_course_saved, sender=CoursePage, dispatch_uid="catalog.course_saved")
    for model in (CoursePage, ModulePage, LessonPage):
        pre_delete.connect(on_delete, sender=model, dispatch_uid=f"catalog.delete.{model.__name__}")
    for model in (ModulePage, LessonPage):
        post_delete.connect(on_deleted, sender=model, dispatch_uid=f"catalog.deleted.{model.__name__}")
    for signal in (post_save, post_delete):
        signal.connect(on_restricted, sender=PageViewRestriction, dispatch_uid="catalog.restricted")
    pre_save.connect(on_revision_replaced, sender=Revision, dispatch_uid="catalog.revision_replaced")
    for model in (Category, ReusableText):
        post_save.connect(on_shared_saved, sender=model, dispatch_uid=f"catalog.shared.{model.__name__}")


def on_published(sender, instance, **kwargs) -> None:
    from catalog.models import CoursePage, LearningPathPage
    from catalog.services import paths, publishing

    course = publishing.course_of(instance)
    if isinstance(instance, LearningPathPage):
        paths.path_published(path=instance)
    elif course is None:
        publishing.pages_changed()
    elif isinstance(instance, CoursePage):
        publishing.course_published(course=course)
    else:
        publishing.course_changed(course=course)


def on_unpublished(sender, instance, **kwargs) -> None:
    from catalog.services import publishing

    course = publishing.course_of(instance)
    if course is None:
        publishing.pages_changed()
    else:
        publishing.course_changed(course=course)


def on_moved(sender, instance, parent_page_before, parent_page_after, **kwargs) -> None:
    from catalog.models import CoursePage
    from catalog.services import publishing

    courses = {publishing.course_of(page) for page in (instance, parent_page_before, parent_page_after)}
    courses |= set(CoursePage.objects.descendant_of(instance, inclusive=True))
    for course in courses - {None}:
        publishing.course_changed(course=course)
    publishing.pages_changed()


def on_course_saved(sender, instance, created, raw=False, **kwargs) -> None:
    """The one place that sees a course made in the editor, by the API, by copy and by translation."""
    from catalog.events import CourseCreated
    from catalog.services.teams import ensure_team

    if not created or raw:
        return
    with transaction.atomic():
        ensure_team(instance)
        publish(CourseCreated(course_id=instance.pk, author_id=instance.owner_id))


def on_delete(sender, instance, **kwargs) -> None:
    """The last line of defence for records of learners; the editor asks politely before."""
    from catalog.errors import PageInUse
    from catalog.models import CoursePage
    from catalog.services.curriculum import refuse_if_in_use
    from catalog.services.teams import dissolve_team

    try:
        refuse_if_in_use(instance)
    except PageInUse as error:
        raise PermissionDenied(error.message) from error
    if isinstance(instance, CoursePage):
        dissolve_team(instance)


def on_deleted(sender, instance, **kwargs) -> None:
    from catalog.services import publishing

    course = publishing.course_of(instance)
    if course is not None:
        publishing.course_changed(course=course)


def on_revision_replaced(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """The editor saves by itself by writing its last revision anew; what was handed in for review stays."""
    from catalog.services.submission_pins import keep_submitted_version

    if instance.pk and not raw and (update_fields is None or "content" in update_fields):
        keep_submitted_version(instance)


def on_shared_saved(sender, instance, created, **kwargs) -> None:
    """Categories and reusable texts stand on many pages: every cached page is built anew."""
    with transaction.atomic():
        bump("public", "shared")


def on_restricted(sender, instance, origin=None, **kwargs) -> None:
    """A page got or lost a restriction: what was kept of it and below is void, cards of courses come or go."""
    from catalog.models import CoursePage
    from catalog.queries.outline import course_version
    from catalog.services.publishing import course_of
    from catalog.services.summaries import refresh_summaries

    course = course_of(instance.page)
    with transaction.atomic():
        bump("public", course_version(course.translation_key) if course else "shared")
        if not _goes_with_its_page(origin):
            refresh_summaries(CoursePage.objects.descendant_of(instance.page, inclusive=True))


def _goes_with_its_page(origin) -> bool:
    """Whether a restriction is deleted because its page is: then no card may be written any more."""
    model = getattr(origin, "model", type(origin))
    return origin is not None and model is not PageViewRestriction
