"""The page for those who teach."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.teaching import batches_running, courses_written


@never_cache
@require_safe
@login_required
def teach(request: HttpRequest) -> HttpResponse:
    """What needs the person today, then their courses with their state, then numbers."""
    if not request.user.has_perm("classroom.teach"):
        raise PermissionDenied
    now = timezone.now()
    running, courses = batches_running(request.user, now), courses_written(request.user)
    context = {
        "now": now,
        "running": running,
        "waiting": [row.batch for row in running if row.batch.waiting_count],
        "sent_back": [row for row in courses if row.review and row.review.reason],
        "courses": courses,
        "may_write": request.user.has_perm("catalog.create_course"),
        "may_sell": request.user.has_perm("commerce.see_own_sales"),
        "people_now": sum(row.batch.member_count for row in running),
        "live_count": sum(row.course.live for row in courses),
        "learner_count": sum(row.course.learner_total for row in courses),
    }
    return render(request, "home/teach.html", context)
