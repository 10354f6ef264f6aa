"""The course page: the story, the curriculum and the box with the one button."""

from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from catalog.access import Standing, standing_in
from catalog.json_ld import course_json_ld
from catalog.models import Certificate, CoursePage, CourseSummary, Enrollment, ModulePage
from catalog.queries.addresses import find_course
from catalog.queries.catalog import related_courses
from catalog.queries.outline import Outline, course_outline
from catalog.queries.people import instructors_of
from catalog.rules import may_write_course
from catalog.services.summaries import draft_summary
from catalog.templatetags.course_display import money
from lms_site.public import mark_audience


@dataclass(frozen=True, slots=True)
class EnrollBox:
    """What the box beside the story offers this person."""

    state: str  # anonymous | free | closed | enrolled | completed | team
    price_label: str
    enroll_url: str
    continue_url: str = ""
    continue_title: str = ""
    continue_number: int = 0
    percent: int = 0
    enrollment: Enrollment | None = None
    certificate: Certificate | None = None


def enroll_box(user, course: CoursePage) -> EnrollBox:
    """The box for `user`: two queries for a learner, one more with a finished course, none for a visitor."""
    outline = course_outline(course)
    standing = standing_in(user, course.translation_key)
    price = money(course.price_minor, course.currency) if course.price_minor else _("Free")
    url = reverse("catalog:enroll", args=[course.translation_key])
    if standing.enrollment and standing.is_open:
        return _learner_box(standing, outline, price, url)
    if not user.is_authenticated:
        return EnrollBox("anonymous" if not course.price_minor else "closed", price, url)
    state = "closed" if course.price_minor else "free"
    if may_write_course(user, course):
        state = "team"
    return EnrollBox(state, price, url, continue_url=_first_url(outline))


def _first_url(outline: Outline) -> str:
    return outline.lessons[0].url if outline.lessons else outline.course_url


def _learner_box(standing: Standing, outline: Outline, price: str, url: str) -> EnrollBox:
    enrollment = standing.enrollment
    following = outline.next_open(standing.completed)
    is_done = enrollment.completed_at is not None
    return EnrollBox(
        state="completed" if is_done else "enrolled",
        price_label=price,
        enroll_url=url,
        continue_url=following.url if following else _first_url(outline),
        continue_title=following.title if following else "",
        continue_number=following.number if following else 0,
        percent=enrollment.percent,
        enrollment=enrollment,
        certificate=Certificate.objects.filter(enrollment=enrollment).first() if is_done else None,
    )


def course_context(request: HttpRequest, course: CoursePage, *, mode_name: str = "") -> dict:
    """Everything the course template needs."""
    outline = course_outline(course)
    user = request.user
    # Lazy: the kept parts of the page ask for these only when they are built anew.
    summary = SimpleLazyObject(
        lambda: CourseSummary.objects.filter(course_id=course.pk).first() or draft_summary(course)
    )
    kept_key = f"{request.get_host()}:{course.pk}" if course.live else ""
    box = enroll_box(user, course)
    if mode_name == "visitor":
        price = box.price_label
        box = EnrollBox("closed" if course.price_minor else "anonymous", price, box.enroll_url)
    instructors = SimpleLazyObject(lambda: instructors_of(course))
    return {
        "page": course,
        "summary": summary,
        "outline": outline,
        "instructors": instructors,
        "related": SimpleLazyObject(lambda: related_courses(summary)),
        "box": box,
        "breadcrumbs": [(_("Courses"), outline.course_url.rsplit("/", 2)[0] + "/")],
        "json_ld": partial(course_json_ld, request, course, outline, instructors),
        "kept_key": kept_key,
        "kept_box_key": "" if user.is_authenticated else kept_key,
    }


def course_response(request: HttpRequest, course: CoursePage) -> HttpResponse:
    """The page for visitors may be kept by caches; for people it is theirs alone."""
    context = course.get_context(request)
    response = TemplateResponse(request, course.template, context)
    return mark_audience(request, response)


def read_course(request: HttpRequest, course: str) -> HttpResponse:
    """Find the course in two queries and leave the rest to Wagtail; what is not found takes Wagtail's own way."""
    page = find_course(course)
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)
    return wagtail_serve(request, f"courses/{course}/")


def module_response(request: HttpRequest, module: ModulePage) -> HttpResponse:
    """A module has no page of its own; its address leads to its place in the curriculum."""
    course = CoursePage.objects.live().ancestor_of(module).first()
    if course is None:
        raise Http404
    return redirect(f"{course.get_url()}#module-{module.pk}")
