"""The tab People: who teaches a batch and who learns in it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from classroom.queries.people import classmates_in, teachers_of

from .room import enter, show_room

A_PAGE = 48


@require_safe
@never_cache
@login_required
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Names, photos of those who show theirs, ways to public pages; no addresses."""
    batch = enter(request, pk)
    page = Paginator(classmates_in(batch), A_PAGE).get_page(request.GET.get("page"))
    return show_room(request, "classroom/people.html", batch, teachers=teachers_of(batch), page_obj=page)


urlpatterns = [path("batches/<int:pk>/people/", people, name="people")]
