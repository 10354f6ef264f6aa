"""Addresses under /api/v1/ that belong to the classroom; each module of views lists its own."""

from django.urls import URLPattern, URLResolver

from . import (
    announcements,
    attendance,
    batches,
    calendar,
    comments,
    joining,
    materials,
    members,
    messages,
    openings,
    planning,
    sessions,
    teachers,
    webhooks,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *batches.urlpatterns,
    *calendar.urlpatterns,
    *joining.urlpatterns,
    *attendance.urlpatterns,
    *members.urlpatterns,
    *messages.urlpatterns,
    *planning.urlpatterns,
    *teachers.urlpatterns,
    *openings.urlpatterns,
    *announcements.urlpatterns,
    *comments.urlpatterns,
    *materials.urlpatterns,
    *sessions.urlpatterns,
    *webhooks.urlpatterns,
]
