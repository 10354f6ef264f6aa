"""What follows from what: every event of the product with the tasks that react to it.

Pure data, resolved late, so that no app is imported from here. A reaction is a Celery task in
`<app>/tasks.py` which takes the event's fields as keyword arguments and may safely run twice.
"""

REACTIONS: dict[str, list[str]] = {
    "catalog.events.CourseCreated": [],
    "catalog.events.CoursePublished": [],
    "catalog.events.CurriculumChanged": ["catalog.tasks.recount_course"],
    "catalog.events.StudentEnrolled": [
        "catalog.tasks.send_welcome",
        "catalog.tasks.count_learner",
    ],
    "catalog.events.LessonCompleted": [],
    "catalog.events.CourseCompleted": [
        "catalog.tasks.render_certificate",
        "catalog.tasks.send_congratulation",
    ],
    "catalog.events.CourseDuplicated": ["catalog.tasks.fill_duplicate"],
}
