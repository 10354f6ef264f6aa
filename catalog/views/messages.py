"""Letters between learners and instructors: the list, one conversation from either side, reporting."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.seeing import own_eyes_only
from catalog.forms import MessageForm, MessageReportForm
from catalog.models import Conversation, CoursePage, Enrollment, Message
from catalog.queries.messages import (
    conversation_between,
    conversations_in,
    conversations_of,
    learners_to_write_to,
    letters_of,
)
from catalog.queries.named_courses import course_named, open_enrollment, titles_of
from catalog.services.messages import mark_read, may_report, report_message, write_to_learner, write_to_team
from catalog.services.reviews import is_on_team
from lms_site.errors import DomainError


@never_cache
@login_required
@own_eyes_only
def inbox(request: HttpRequest) -> HttpResponse:
    """All conversations of the person, the newest first."""
    page = conversations_of(request.user, request.GET.get("before"))
    titles = titles_of(row.course_key for row in page.rows)
    rows = [(row, titles.get(row.course_key, "")) for row in page.rows]
    return render(request, "catalog/messages.html", {"page": page, "rows": rows})


@never_cache
@login_required
@own_eyes_only
def course_inbox(request: HttpRequest, course_key) -> HttpResponse:
    """For the team: the conversations of a course, and the learners to begin one with."""
    course = _course_of_team(request, course_key)
    words = request.GET.get("q", "").strip()
    context = {
        "course": course,
        "page": conversations_in(request.user, course_key, request.GET.get("before")),
        "words": words,
        "learners": learners_to_write_to(course_key, words, request.GET.get("people")),
    }
    return render(request, "catalog/messages_course.html", context)


@never_cache
@login_required
@own_eyes_only
def as_learner(request: HttpRequest, course_key) -> HttpResponse:
    """One's own conversation with the instructors; who left may read it still."""
    course = course_named(course_key)
    conversation = conversation_between(course_key, request.user.pk)
    enrollment = open_enrollment(request.user, course_key)
    if course is None or (conversation is None and enrollment is None):
        raise Http404
    form = MessageForm(request.POST or None)
    if _sent(request, form, lambda text: write_to_team(user=request.user, course_key=course_key, text=text)):
        return redirect("catalog:message_learner", course_key)
    return _conversation(request, course, conversation, form, may_write=enrollment is not None)


@never_cache
@login_required
@own_eyes_only
def as_team(request: HttpRequest, course_key, learner_id: int) -> HttpResponse:
    """The conversation with one learner, for the instructors of the course."""
    course = _course_of_team(request, course_key)
    conversation = conversation_between(course_key, learner_id)
    runs = Enrollment.objects.filter(user_id=learner_id, course_key=course_key, is_active=True)
    if conversation is None and not runs.exists():
        raise Http404
    form = MessageForm(request.POST or None)
    if _sent(
        request,
        form,
        lambda text: write_to_learner(user=request.user, course_key=course_key, learner_id=learner_id, text=text),
    ):
        return redirect("catalog:message_team", course_key, learner_id)
    learner = conversation.learner if conversation else get_object_or_404(get_user_model(), pk=learner_id)
    return _conversation(request, course, conversation, form, learner=learner)


def _course_of_team(request: HttpRequest, course_key) -> CoursePage:
    course = course_named(course_key)
    if course is None or not is_on_team(request.user, course_key):
        raise Http404
    return course


def _sent(request: HttpRequest, form: MessageForm, write) -> bool:
    """Whether a letter was posted and written; else the form says why not and keeps the text."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        write(form.cleaned_data["text"])
    except DomainError as error:
        form.add_error("text", str(error.message))
        return False
    messages.success(request, _("Your message is sent."))
    return True


def _conversation(
    request: HttpRequest,
    course: CoursePage,
    conversation: Conversation | None,
    form: MessageForm,
    *,
    learner=None,
    may_write: bool = True,
) -> HttpResponse:
    """The page of one conversation; what is shown counts as read. `learner` where the team looks at it."""
    page = letters_of(conversation, request.GET.get("before"))
    if conversation is not None:
        mark_read(conversation, by_team=learner is not None)
    context = {
        "course": course,
        "learner": learner,
        "page": page,
        "letters": page.rows[::-1],
        "form": form,
        "may_write": may_write,
    }
    return render(request, "catalog/message_thread.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@own_eyes_only
def report(request: HttpRequest, message_id: int) -> HttpResponse:
    """GET shows the letter and asks what is wrong with it; POST reports it, once a person."""
    message = get_object_or_404(Message.objects.select_related("conversation", "author"), pk=message_id)
    if not may_report(request.user, message):
        raise Http404
    key, learner_id = message.conversation.course_key, message.conversation.learner_id
    back = (
        reverse("catalog:message_learner", args=[key])
        if message.is_from_team
        else reverse("catalog:message_team", args=[key, learner_id])
    )
    form = MessageReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        report_message(user=request.user, message_id=message_id, note=form.cleaned_data["note"])
        messages.success(request, _("Thank you. The moderators will look at it."))
        return redirect(back)
    context = {"message": message, "form": form, "back": back}
    return render(request, "catalog/message_report.html", context, status=422 if form.errors else 200)
