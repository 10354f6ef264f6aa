"""The page on which a submission is compared, commented and decided; its author reads the same page."""

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from catalog.admin.submission_comparison import compare, reviewed_pages
from catalog.admin.submission_forms import MOMENT, ApproveForm, CommentForm, ReturnForm
from catalog.errors import CannotPublish
from catalog.models import CourseSubmission, SubmissionItem
from catalog.queries.submissions import history_of
from catalog.services.submission_comments import comment_on
from catalog.services.submission_review import approve_submission, return_submission
from lms_site.cms.page_head import page_head
from lms_site.errors import DomainError

REFUSED = 409


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was handed in, each page compared with its live version; for moderators and the team."""
    return _page(request, _visible(request, pk))


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the whole submission, now or later; when a page is in the way, say which and why."""
    submission = _for_decision(request, pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, approve_form=form)
    try:
        submission = approve_submission(submission_id=pk, moderator=request.user, **form.cleaned_data)
    except CannotPublish as error:
        return _page(request, submission, approve_form=form, problems=error.problems)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        done = _("“%(title)s” is on the site.") if submission.published_at else _("“%(title)s” is approved.")
        messages.success(request, done % {"title": submission.course.title})
    return redirect("course_review", pk)


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the submission with a reason."""
    submission = _for_decision(request, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, return_form=form)
    try:
        return_submission(submission_id=pk, moderator=request.user, **form.cleaned_data)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The course is with its author again, who gets a mail."))
    return redirect("course_review", pk)


@require_POST
def comment(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """Note something on one page; it stands in the page's editor as well."""
    _for_decision(request, pk)
    item = get_object_or_404(SubmissionItem, pk=item_id, submission_id=pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            comment_on(item_id=item.pk, moderator=request.user, **form.cleaned_data)
        except DomainError as error:
            messages.error(request, str(error))
    else:
        messages.error(request, " ".join(word for words in form.errors.values() for word in words))
    return redirect(f"{reverse('course_review', args=[pk])}#page-{item.pk}")


def _visible(request: HttpRequest, pk: int) -> CourseSubmission:
    rows = CourseSubmission.objects.select_related("course", "author", "decided_by")
    submission = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm("catalog.view_submission", submission):
        raise PermissionDenied
    return submission


def _for_decision(request: HttpRequest, pk: int) -> CourseSubmission:
    if not request.user.has_perm("catalog.decide_submission"):
        raise PermissionDenied
    return _visible(request, pk)


def _page(
    request: HttpRequest, submission: CourseSubmission, *, problems: list[str] | None = None, **forms: Form
) -> HttpResponse:
    may_decide = request.user.has_perm("catalog.decide_submission")
    rows = reviewed_pages(submission.items.select_related("revision"))
    title = submission.course.get_admin_display_title()
    context = {
        "submission": submission,
        "rows": rows,
        "problems": problems,
        "may_decide": may_decide,
        "may_withdraw": not may_decide or submission.author_id == request.user.pk,
        "may_submit": request.user.has_perm("catalog.submit_course", submission.course),
        "history": [row for row in history_of(submission.course_id)[:20] if row.pk != submission.pk],
        "approve_form": ApproveForm(initial={"go_live_at": _wish(submission)}),
        "return_form": ReturnForm(),
        "comment_form": CommentForm(auto_id=False),
        **page_head(title, "check", (_("Course reviews"), reverse("course_reviews"))),
        **forms,
    }
    with compare(request, rows):
        # Rendered within: blocks read what they name while they are compared.
        status = REFUSED if problems else 200
        return render(request, "catalog/admin/submission_review.html", context, status=status)


def _wish(submission: CourseSubmission) -> str:
    """The author's time, as the field shows it; empty when it is past."""
    if submission.go_live_at is None or submission.go_live_at <= timezone.now():
        return ""
    return timezone.localtime(submission.go_live_at).strftime(MOMENT)
