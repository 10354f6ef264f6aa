"""All reviews of a course, and the pages on which people write, answer and report them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from catalog.errors import NotEnrolled
from catalog.forms import ReviewAnswerForm, ReviewForm, ReviewReportForm
from catalog.models import CoursePage, Review
from catalog.queries.named_courses import card_of, course_named, may_know_course, open_enrollment
from catalog.queries.reviews import review_by, review_page
from catalog.services.review_votes import report_review, vote_helpful
from catalog.services.reviews import (
    answer_review,
    delete_review,
    is_on_team,
    refuse_first_review,
    remove_answer,
    write_review,
)
from lms_site.errors import DomainError
from lms_site.public import mark_audience

PARAMETERS = ("sort", "stars", "page")


def _course(course_key) -> CoursePage:
    course = course_named(course_key)
    if course is None:
        raise Http404
    return course


@require_safe
def reviews(request: HttpRequest, course_key) -> HttpResponse:
    """All reviews, a page of 20; visitors get no forms, so that their page may be kept."""
    course = _course(course_key)
    enrollment = open_enrollment(request.user, course_key)
    if not may_know_course(request.user, course, enrollment):
        raise Http404
    context = {
        "course": course,
        "summary": card_of(course),
        "reviews": review_page(course_key, request.GET, user=request.user),
        "enrollment": enrollment,
        "is_team": is_on_team(request.user, course_key),
        "breadcrumbs": [(_("Courses"), reverse("read_catalog")), (course.title, course.get_url())],
    }
    response = render(request, "catalog/reviews.html", context)
    return mark_audience(request, response, parameters=PARAMETERS)


@never_cache
@login_required
def write(request: HttpRequest, course_key) -> HttpResponse:
    """GET shows the form, or says why there is none (403); POST keeps the review."""
    course = _course(course_key)
    enrollment, own = open_enrollment(request.user, course_key), review_by(request.user, course_key)
    if own is None and not may_know_course(request.user, course, enrollment):
        raise Http404
    initial = {"stars": own.stars, "text": own.text} if own else None
    form = ReviewForm(request.POST or None, initial=initial)
    context = {"course": course, "form": form, "review": own}
    try:
        _refuse(request.user, enrollment, own)
        if request.method == "POST" and form.is_valid():
            write_review(user=request.user, course=course, **form.cleaned_data)
            messages.success(request, _("Thank you. Your review helps others to choose."))
            return redirect("catalog:reviews", course_key)
    except DomainError as error:
        return render(request, "catalog/review_write.html", {**context, "refusal": error.message}, status=403)
    return render(request, "catalog/review_write.html", context, status=422 if form.errors else 200)


def _refuse(user, enrollment, own: Review | None) -> None:
    if enrollment is None:
        raise NotEnrolled
    if own is None:
        refuse_first_review(user, enrollment)


@never_cache
@login_required
def delete(request: HttpRequest, course_key) -> HttpResponse:
    """GET asks with the name of the course; POST deletes one's own review."""
    review = get_object_or_404(Review, user=request.user, course_key=course_key)
    course = _course(course_key)
    if request.method == "POST":
        try:
            delete_review(user=request.user, course_key=course_key)
        except DomainError as error:
            messages.error(request, str(error.message))
            return redirect("catalog:review_write", course_key)
        messages.success(request, _("Your review is deleted."))
        return redirect("catalog:reviews", course_key)
    return render(request, "catalog/review_delete.html", {"course": course, "review": review})


@require_POST
@login_required
def helpful(request: HttpRequest, review_id: int) -> HttpResponse:
    """Give or take back one's vote, then go back to the review."""
    review = _readable_review(request, review_id)
    try:
        vote_helpful(user=request.user, review_id=review_id, is_helpful=request.POST.get("helpful") != "no")
    except DomainError as error:
        messages.error(request, str(error.message))
    return redirect(_place(review, request.POST))


@never_cache
@login_required
def report(request: HttpRequest, review_id: int) -> HttpResponse:
    """GET shows the review and asks what is wrong with it; POST reports it, once a person."""
    review = _readable_review(request, review_id)
    form = ReviewReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            report_review(user=request.user, review_id=review_id, **form.cleaned_data)
            messages.success(request, _("Thank you. The moderators will look at it."))
        except DomainError as error:
            messages.error(request, str(error.message))
        return redirect(_place(review))
    status = 422 if form.errors else 200
    return render(request, "catalog/review_report.html", {"review": review, "form": form}, status=status)


@never_cache
@login_required
def answer(request: HttpRequest, review_id: int) -> HttpResponse:
    """For the team of the course: write, change or remove the answer."""
    review = _readable_review(request, review_id)
    if not is_on_team(request.user, review.course_key):
        raise Http404
    form = ReviewAnswerForm(request.POST or None, initial={"answer": review.answer})
    try:
        if "remove" in request.POST:
            remove_answer(user=request.user, review_id=review_id)
            return redirect(_place(review))
        if request.method == "POST" and form.is_valid():
            answer_review(user=request.user, review_id=review_id, text=form.cleaned_data["answer"])
            return redirect(_place(review))
    except DomainError as error:
        form.add_error("answer", str(error.message))
    status = 422 if form.errors else 200
    return render(request, "catalog/review_answer.html", {"review": review, "form": form}, status=status)


def _readable_review(request: HttpRequest, review_id: int) -> Review:
    """A shown review of a course that the person may know of, else 404."""
    review = get_object_or_404(Review.objects.select_related("user"), pk=review_id, is_hidden=False)
    course = _course(review.course_key)
    if not may_know_course(request.user, course, open_enrollment(request.user, review.course_key)):
        raise Http404
    return review


def _place(review: Review, params=None) -> str:
    """The list of reviews at this one, in the order and on the page from which the person came."""
    query = {name: params[name] for name in PARAMETERS if params and params.get(name, "").isalnum()}
    return reverse("catalog:reviews", args=[review.course_key], query=query) + f"#review-{review.pk}"
