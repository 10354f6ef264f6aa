"""What follows from what: every event of the product with the tasks that react to it.

Pure data, resolved late, so that no app is imported from here. A reaction is a Celery task in
`<app>/tasks.py` which takes the event's fields as keyword arguments and may safely run twice.
"""

REACTIONS: dict[str, list[str]] = {
    "accounts.events.ProfileChanged": ["catalog.tasks.learning.rename_teacher"],
    "catalog.events.CourseCreated": [],
    "catalog.events.CoursePublished": [],
    "catalog.events.CurriculumChanged": [
        "catalog.tasks.learning.recount_course",
        "catalog.tasks.authoring.check_again",
    ],
    "catalog.events.StudentEnrolled": [
        "catalog.tasks.learning.send_welcome",
        "catalog.tasks.learning.count_learner",
    ],
    "catalog.events.LessonCompleted": [],
    "catalog.events.CourseCompleted": [
        "catalog.tasks.learning.render_certificate",
        "catalog.tasks.learning.send_congratulation",
        "catalog.tasks.paths.advance_paths",
    ],
    "catalog.events.PathPublished": ["catalog.tasks.paths.advance_path_learners"],
    "catalog.events.PathCompleted": [
        "catalog.tasks.paths.render_path_certificate",
        "catalog.tasks.paths.send_path_congratulation",
    ],
    "catalog.events.CourseSubmitted": [
        "catalog.tasks.submissions.tell_moderators",
        "catalog.tasks.submissions.prepare_review",
    ],
    "catalog.events.SubmissionReturned": ["catalog.tasks.submissions.tell_team_of_return"],
    "catalog.events.SubmissionApproved": ["catalog.tasks.submissions.tell_team_of_approval"],
    "catalog.events.SubmissionPublished": ["catalog.tasks.submissions.tell_team_of_approval"],
    "catalog.events.ReviewWritten": [],
    "catalog.events.ReviewModerated": ["catalog.tasks.voices.tell_review_decision"],
    "catalog.events.CourseAnnounced": ["catalog.tasks.voices.mail_announcements"],
    "catalog.events.MessageSent": ["catalog.tasks.voices.tell_of_message"],
    "catalog.events.CourseDuplicated": ["catalog.tasks.authoring.fill_duplicate"],
    "classroom.events.BatchJoined": ["classroom.tasks.sessions.follow_member"],
    "classroom.events.BatchLeft": ["classroom.tasks.sessions.follow_member"],
    "classroom.events.SeatOffered": ["classroom.tasks.seats.tell_of_seat"],
    "classroom.events.AnnouncementPublished": ["classroom.tasks.stream.mail_announcements"],
    "classroom.events.SessionScheduled": ["classroom.tasks.sessions.settle_room"],
    "classroom.events.SessionChanged": [
        "classroom.tasks.sessions.settle_room",
        "classroom.tasks.sessions.tell_of_change",
    ],
    "classroom.events.SessionCancelled": [
        "classroom.tasks.sessions.settle_room",
        "classroom.tasks.sessions.tell_of_change",
    ],
    "classroom.events.RoomWanted": ["classroom.tasks.sessions.settle_room"],
    "classroom.events.SessionNear": ["classroom.tasks.reminders.mail_session_reminders"],
    "classroom.events.MemberPlaced": ["classroom.tasks.roster.tell_of_place"],
    "classroom.events.MemberRemoved": ["classroom.tasks.roster.tell_of_removal"],
    "classroom.events.MemberMoved": ["classroom.tasks.roster.tell_of_move"],
    "classroom.events.RosterImportConfirmed": ["classroom.tasks.roster.run_import"],
    "classroom.events.RosterMessageSent": ["classroom.tasks.roster.mail_message"],
    "commerce.events.OrderPaid": [
        "commerce.tasks.orders.send_gifts",
        "commerce.tasks.papers.issue_invoice_of_order",
        "commerce.tasks.papers.send_receipt",
        "commerce.tasks.sales.roll_up_order",
    ],
    "commerce.events.OrderExpired": ["commerce.tasks.orders.end_payments"],
    "commerce.events.OrderFlagged": ["commerce.tasks.orders.tell_of_missed_seat"],
    "commerce.events.RefundRequested": ["commerce.tasks.refunds.send_refund"],
    "commerce.events.RefundSettled": [
        "commerce.tasks.papers.issue_credit_note_of_refund",
        "commerce.tasks.papers.send_refund_notice",
        "commerce.tasks.sales.roll_up_refund",
    ],
    "commerce.events.ReconciliationRequested": ["commerce.tasks.reconciliation.compare"],
    "commerce.events.OfferChanged": ["commerce.tasks.offers.show_sale"],
    "commerce.events.BankAccountChanged": ["commerce.tasks.payouts.tell_of_bank_change"],
}
