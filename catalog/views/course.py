"""The course page: the story, the curriculum and the box with the one button."""

from dataclasses import replace
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from accounts.seeing import is_looking
from catalog.enroll_box import enroll_box, offer_of, visitor_box
from catalog.holes import CourseReader
from catalog.json_ld import course_json_ld
from catalog.models import CoursePage, ModulePage
from catalog.queries.addresses import find_course
from catalog.queries.announcements import headlines
from catalog.queries.catalog import related_courses
from catalog.queries.outline import Outline
from catalog.queries.people import instructors_of
from catalog.queries.reviews import review_board
from catalog.services.shells import PUBLIC, build_shell, cached_shell
from catalog.services.summaries import draft_summary
from catalog.services.visits import note_course_visit
from catalog.shell import Shell
from lms_site.public import mark_audience

# Numbers of learners and names of people may be as old as this.
SHELL_SECONDS = 300


def read_course(request: HttpRequest, course: str) -> HttpResponse:
    """Answer from the cached shell when there is one; else find the course and leave the rest to Wagtail.

    What is not found takes Wagtail's own way.
    """
    shell = cached_shell(request)
    if shell is not None:
        return answer(request, shell)
    page = find_course(course)
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)
    return wagtail_serve(request, f"courses/{course}/")


def course_response(request: HttpRequest, course: CoursePage) -> HttpResponse:
    """The ordinary way: render the shell, keep it, answer from it."""
    # Said by `find_course`; a course that came another way is asked.
    has_announcements = getattr(course, "has_announcements", True)
    offer = replace(offer_of(course), announcements=headlines(course.translation_key) if has_announcements else ())
    context = {**page_context(request, course, offer.outline), "before": offer.before}
    shell = build_shell(request, course, context, depends_on=[PUBLIC], about=offer, seconds=SHELL_SECONDS)
    return answer(request, shell)


def answer(request: HttpRequest, shell: Shell) -> HttpResponse:
    """Fill the holes for this person. Visitors' pages may be kept by caches; those of people are theirs alone."""
    if request.user.is_authenticated and request.method == "GET" and not is_looking(request):
        note_course_visit(user=request.user, course_key=shell.about.outline.course_key)
    reader = CourseReader(request, shell.about, enroll_box(request.user, shell.about))
    return mark_audience(request, HttpResponse(shell.fill(reader.fill)))


def page_context(request: HttpRequest, course: CoursePage, outline: Outline) -> dict:
    """What the course template needs beside the page; the same for every reader."""
    summary = SimpleLazyObject(lambda: getattr(course, "card", None) or draft_summary(course))
    instructors = SimpleLazyObject(lambda: instructors_of(course))
    return {
        "summary": summary,
        "outline": outline,
        "instructors": instructors,
        "related": SimpleLazyObject(lambda: related_courses(summary)),
        "breadcrumbs": [(_("Courses"), outline.course_url.rsplit("/", 2)[0] + "/")],
        "json_ld": partial(course_json_ld, request, course, outline, instructors, summary),
        "reviews": SimpleLazyObject(lambda: review_board(summary)),
    }


def preview_context(request: HttpRequest, course: CoursePage, mode_name: str) -> dict:
    """The context of an author's preview: the page as a visitor or as an enrolled learner sees it."""
    offer = offer_of(course)
    box = visitor_box(offer) if mode_name == "visitor" else enroll_box(request.user, offer)
    return {
        "reader": CourseReader(request, offer, box),
        "before": offer.before,
        **page_context(request, course, offer.outline),
    }


def module_response(request: HttpRequest, module: ModulePage) -> HttpResponse:
    """A module has no page of its own; its address leads to its place in the curriculum."""
    course = CoursePage.objects.live().ancestor_of(module).first()
    if course is None:
        raise Http404
    return redirect(f"{course.get_url()}#module-{module.pk}")
