"""Beginning and ending to see the site as a learner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.seeing import forget, remember
from accounts.services.seeing import begin_seeing


@require_POST
def see_as(request: HttpRequest, pk: int) -> HttpResponse:
    """Look as this learner from now on, beginning with their dashboard."""
    person = get_object_or_404(User, pk=pk)
    begin_seeing(staff=request.user, person=person, request=request)
    remember(request, person)
    return redirect("learn")


@require_POST
def stop_seeing(request: HttpRequest) -> HttpResponse:
    """Look with one's own eyes again, back where the person's facts are."""
    person = request.user
    staff = getattr(request, "seen_by", None)
    forget(request)
    return redirect("support_person", person.pk) if staff else redirect("/")
