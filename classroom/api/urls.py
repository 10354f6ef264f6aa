"""Addresses under /api/v1/ that belong to the classroom."""

from django.urls import URLPattern, URLResolver

from lms_site.api.routes import path

from . import batches, joining

urlpatterns: list[URLPattern | URLResolver] = [
    path("batches/", batches.BatchesView.as_view()),
    path("batches/join/", joining.JoinByCodeView.as_view()),
    path("batches/<row:pk>/", batches.BatchView.as_view()),
    path("batches/<row:pk>/join/", joining.JoinView.as_view()),
    path("batches/<row:pk>/leave/", joining.LeaveView.as_view()),
    path("batches/<row:pk>/members/", batches.MembersView.as_view()),
]
