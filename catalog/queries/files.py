"""Who may have a document, asked at Wagtail's own document address."""

from wagtail.models import ReferenceIndex

from catalog.access import lesson_access
from catalog.models import CourseDocument, LessonPage
from catalog.rules import moderates


def may_download(user, document: CourseDocument) -> bool:
    """Public documents: everybody. Others: readers of a lesson that uses it, its folder's team, moderators."""
    if document.is_public:
        return True
    if user.is_authenticated and (moderates(user) or is_on_folder_team(user, document)):
        return True
    return any(lesson_access(user, lesson).allowed for lesson in lessons_using(document))


def is_on_folder_team(user, document: CourseDocument) -> bool:
    """Does the document lie in the folder of a course that `user` writes?"""
    return document.collection.__class__.objects.filter(
        pk=document.collection_id, course_team__group__user=user
    ).exists()


def lessons_using(document: CourseDocument) -> list[LessonPage]:
    """Lessons that attach, show or link the document; drafts too, which their writers may read."""
    # The index files pages of every type under their base, `page`.
    references = ReferenceIndex.get_references_to(document).filter(base_content_type__model="page")
    ids = [int(object_id) for object_id in references.values_list("object_id", flat=True)]
    return list(LessonPage.objects.filter(pk__in=ids))
