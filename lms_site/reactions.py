"""What follows from what: every event of the product with the tasks that react to it.

Pure data, resolved late, so that no app is imported from here. A reaction is a Celery task in
`<app>/tasks.py` which takes the event's fields as keyword arguments and may safely run twice.
"""

REACTIONS: dict[str, list[str]] = {
    "accounts.events.ProfileChanged": ["catalog.tasks.rename_teacher"],
    "catalog.events.CourseCreated": [],
    "catalog.events.CoursePublished": [],
    "catalog.events.CurriculumChanged": ["catalog.tasks.recount_course", "catalog.tasks.check_again"],
    "catalog.events.StudentEnrolled": [
        "catalog.tasks.send_welcome",
        "catalog.tasks.count_learner",
    ],
    "catalog.events.LessonCompleted": [],
    "catalog.events.CourseCompleted": [
        "catalog.tasks.render_certificate",
        "catalog.tasks.send_congratulation",
        "catalog.tasks.advance_paths",
    ],
    "catalog.events.PathPublished": ["catalog.tasks.advance_path_learners"],
    "catalog.events.PathCompleted": [
        "catalog.tasks.render_path_certificate",
        "catalog.tasks.send_path_congratulation",
    ],
    "catalog.events.CourseSubmitted": [
        "catalog.tasks.tell_moderators",
        "catalog.tasks.prepare_review",
    ],
    "catalog.events.SubmissionReturned": ["catalog.tasks.tell_team_of_return"],
    "catalog.events.SubmissionApproved": ["catalog.tasks.tell_team_of_approval"],
    "catalog.events.SubmissionPublished": ["catalog.tasks.tell_team_of_approval"],
    "catalog.events.ReviewWritten": [],
    "catalog.events.ReviewModerated": ["catalog.tasks.tell_review_decision"],
    "catalog.events.CourseAnnounced": ["catalog.tasks.mail_announcements"],
    "catalog.events.MessageSent": ["catalog.tasks.tell_of_message"],
    "catalog.events.CourseDuplicated": ["catalog.tasks.fill_duplicate"],
}
