"""Addresses under /api/v1/ that belong to the catalog."""

from django.urls import URLPattern, URLResolver

from lms_site.api.routes import path

from . import (
    attachments,
    categories,
    certificates,
    courses,
    finishing,
    learning,
    lessons,
    modules,
    notes,
    paths,
    review_votes,
    reviews,
    watching,
)
from .authoring.courses import CourseDraftView
from .authoring.lessons import LessonDraftView
from .authoring.modules import ModuleDraftView
from .authoring.submitting import SubmitCourseView

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/", courses.CoursesView.as_view()),
    path("courses/categories/", categories.CategoriesView.as_view()),
    path("courses/<row:pk>/", courses.CourseView.as_view()),
    path("courses/<row:pk>/draft/", CourseDraftView.as_view()),
    path("courses/<row:pk>/submit/", SubmitCourseView.as_view()),
    path("courses/<row:pk>/modules/", courses.CourseModulesView.as_view()),
    path("courses/<row:pk>/lessons/", lessons.CourseLessonsView.as_view()),
    path("courses/<row:pk>/enroll/", learning.EnrollView.as_view()),
    path("courses/<row:pk>/progress/", learning.CourseProgressView.as_view()),
    path("modules/<row:pk>/", modules.ModuleView.as_view()),
    path("modules/<row:pk>/draft/", ModuleDraftView.as_view()),
    path("lessons/", lessons.LessonsView.as_view()),
    path("lessons/<row:pk>/", lessons.LessonView.as_view()),
    path("lessons/<row:pk>/draft/", LessonDraftView.as_view()),
    path("lessons/<row:pk>/complete/", finishing.CompleteView.as_view()),
    path("lessons/<row:pk>/progress/", watching.LessonProgressView.as_view()),
    path("lessons/<row:pk>/attachments/", attachments.AttachmentsView.as_view()),
    path("lessons/<row:pk>/notes/", notes.LessonNotesView.as_view()),
    path("enrollments/", learning.EnrollmentsView.as_view()),
    path("enrollments/<row:pk>/", learning.EnrollmentView.as_view()),
    path("learning-paths/", paths.PathsView.as_view()),
    path("learning-paths/<row:pk>/", paths.PathView.as_view()),
    path("learning-paths/<row:pk>/enroll/", paths.PathEnrollView.as_view()),
    path("learning-paths/<row:pk>/progress/", paths.PathProgressView.as_view()),
    path("notes/", notes.NotesView.as_view()),
    path("notes/<row:pk>/", notes.NoteView.as_view()),
    path("reviews/", reviews.ReviewsView.as_view()),
    path("reviews/<row:pk>/", reviews.ReviewView.as_view()),
    path("reviews/<row:pk>/helpful/", review_votes.HelpfulView.as_view()),
    path("reviews/<row:pk>/report/", review_votes.ReportView.as_view()),
    path("certificates/", certificates.CertificatesView.as_view()),
    path("certificates/<uuid:uuid>/", certificates.CertificateView.as_view()),
    path("certificates/<uuid:uuid>/verify/", certificates.VerifyCertificateView.as_view()),
]
