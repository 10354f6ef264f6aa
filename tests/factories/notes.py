"""Notes by the hundred, written straight into the table: the service is for one at a time."""

from catalog.models import CoursePage, LessonPage, Note


def make_notes(user, lesson: LessonPage, count: int = 1, *, text: str = "Thought", **fields) -> list[Note]:
    """`count` notes of `user` in `lesson`: "Thought 1", "Thought 2", …"""
    course = CoursePage.objects.ancestor_of(lesson).get()
    return Note.objects.bulk_create(
        Note(
            user=user,
            course_key=course.translation_key,
            lesson_key=lesson.translation_key,
            course_title=course.title,
            lesson_title=lesson.title,
            text=f"{text} {number}",
            **fields,
        )
        for number in range(1, count + 1)
    )
