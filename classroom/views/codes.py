"""“I have a code”: one page for the codes of courses and those of batches."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from catalog.errors import CodeUnknown
from catalog.forms import RedeemCodeForm
from catalog.queries.named_courses import course_named
from catalog.queries.outline import course_outline
from catalog.services.codes import redeem_code
from classroom.errors import BatchFull, JoinCodeUnknown
from lms_site.api.throttles import consume
from lms_site.errors import DomainError

from .batches import TooManyCodes, come_in


@never_cache
@login_required
def redeem(request: HttpRequest) -> HttpResponse:
    """Open a course, or join a batch, by code; a refused code stays in the field with the reason.

    Thirty tries an hour. A code that nobody has given out is answered alike, whatever it was meant for.
    """
    form = RedeemCodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:40]})
    is_full, status = False, 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_use(request, form.cleaned_data["code"]))
        except DomainError as refusal:
            form.add_error("code", str(refusal.message))
            is_full = isinstance(refusal, BatchFull)
            status = TooManyCodes.status if isinstance(refusal, TooManyCodes) else 422
    return render(request, "classroom/redeem.html", {"form": form, "is_full": is_full}, status=status)


def _use(request: HttpRequest, code: str) -> str:
    """Where the code leads. Raises DomainError."""
    if consume("join_codes", f"user:{request.user.pk}").left < 0:
        raise TooManyCodes
    try:
        enrollment = redeem_code(user=request.user, code=code)
    except CodeUnknown as unknown:
        try:
            return come_in(request, code, is_waiting=request.POST.get("do") == "wait").url
        except JoinCodeUnknown:
            raise unknown from None
    messages.success(request, _("You are enrolled. Enjoy the course."))
    return _first_step(enrollment.course_key)


def _first_step(course_key) -> str:
    course = course_named(course_key)
    if course is None:
        return "learn"
    lesson = course_outline(course).next_open(())
    return lesson.url if lesson else course.get_url()


urlpatterns = [
    path("learn/code/", redeem, name="redeem"),
]
