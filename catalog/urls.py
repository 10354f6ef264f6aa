"""Addresses of the catalog that are not pages of the tree."""

from django.urls import include, path

from catalog.covers.views import band, cover
from catalog.views import announcements as announcement_views
from catalog.views import (
    catalog,
    certificates,
    course,
    enrollment,
    files,
    learning,
    lesson,
    notes,
    paths,
    people,
    wishes,
)
from catalog.views import messages as message_views
from catalog.views import reviews as reviews_views

app_name = "catalog"

_named = (
    [
        path("learn/enroll/<uuid:course_key>/", enrollment.enroll, name="enroll"),
        path("learn/leave/<uuid:course_key>/", enrollment.leave, name="leave"),
        path("learn/lessons/<int:lesson_id>/complete/", learning.complete, name="complete"),
        path("learn/lessons/<int:lesson_id>/undo/", learning.undo, name="undo"),
        path("learn/lessons/<int:lesson_id>/notes/", notes.of_lesson, name="lesson_notes"),
        path("learn/notes/", notes.notes, name="notes"),
        path("learn/notes/notes.md", notes.export, name="export_notes"),
        path("learn/notes/<int:note_id>/", notes.change, name="change_note"),
        path("learn/notes/<int:note_id>/delete/", notes.delete, name="delete_note"),
        path("learn/paths/<uuid:path_key>/", paths.enroll, name="enroll_path"),
        path("learn/paths/<uuid:path_key>/leave/", paths.leave, name="leave_path"),
        path("learn/wishlist/", wishes.wishlist, name="wishlist"),
        path("learn/wishlist/<uuid:course_key>/", wishes.wish, name="wish"),
        path("learn/wishlist/<uuid:course_key>/off/", wishes.unwish, name="unwish"),
        path("learn/files/<str:token>/", files.private_file, name="file"),
        path("certificates/<uuid:uuid>/", certificates.certificate, name="certificate"),
        path("certificates/<uuid:uuid>/certificate.pdf", certificates.certificate_pdf, name="certificate_pdf"),
        path("people/<slug:name>-<int:pk>/", people.person, name="person"),
        path("covers/<str:motif>/<int:hue>/<int:seed>.svg", cover, name="cover"),
        path("covers/<str:motif>/<int:hue>/<int:seed>/band.svg", band, name="band"),
        path("reviews/<uuid:course_key>/", reviews_views.reviews, name="reviews"),
        path("reviews/<uuid:course_key>/mine/", reviews_views.write, name="review_write"),
        path("reviews/<uuid:course_key>/mine/delete/", reviews_views.delete, name="review_delete"),
        path("reviews/<int:review_id>/helpful/", reviews_views.helpful, name="review_helpful"),
        path("reviews/<int:review_id>/report/", reviews_views.report, name="review_report"),
        path("reviews/<int:review_id>/answer/", reviews_views.answer, name="review_answer"),
        path("learn/announcements/", announcement_views.all_announcements, name="all_announcements"),
        path("learn/announcements/mail/<str:token>/", announcement_views.mail_choice, name="announcement_mail"),
        path(
            "learn/announcements/<int:announcement_id>/remove/", announcement_views.remove, name="announcement_remove"
        ),
        path("learn/announcements/<uuid:course_key>/", announcement_views.announcements, name="announcements"),
        path("learn/announcements/<uuid:course_key>/mail/", announcement_views.choose, name="announcement_choice"),
        path("learn/messages/", message_views.inbox, name="messages"),
        path("learn/messages/<int:message_id>/report/", message_views.report, name="message_report"),
        path("learn/messages/<uuid:course_key>/", message_views.as_learner, name="message_learner"),
        path("learn/messages/<uuid:course_key>/all/", message_views.course_inbox, name="course_messages"),
        path("learn/messages/<uuid:course_key>/<int:learner_id>/", message_views.as_team, name="message_team"),
    ],
    "catalog",
)

urlpatterns = [
    # Short ways for the addresses that are asked for most. Whatever they do not know goes on to Wagtail.
    path("courses/", catalog.read_catalog, name="read_catalog"),
    path("courses/<str:course>/", course.read_course, name="read_course"),
    path("courses/<str:course>/<str:module>/<str:lesson>/", lesson.read_lesson, name="read_lesson"),
    path("", include(_named)),
]
