"""`make bench`: requests a second and latencies of the main pages, each as a ratio to a bare Django view."""

import argparse
import os
from statistics import median

from benchmarks.load import Measured, measure, warm_up
from benchmarks.servers import granian, gunicorn, serving

# What is kept while a page is measured, as environment variables.
KEPT = {"LMS_PAGE_CACHE_SECONDS": "300", "LMS_SHELL_SECONDS": "300"}
SHELL = {"LMS_PAGE_CACHE_SECONDS": "0", "LMS_SHELL_SECONDS": "300"}  # no whole pages
NOTHING = {"LMS_PAGE_CACHE_SECONDS": "0", "LMS_SHELL_SECONDS": "0"}  # every page rendered anew

COURSE, CATALOG = "/courses/bench-course-1/", "/courses/?level=beginner"
LESSON = "/courses/bench-course-1/module-1/lesson-1/"
LIST = "/api/cms/v2/pages/?type=catalog.CoursePage"
DETAIL = "{detail}"
V1_LIST, V1_COURSE, V1_LESSON = "/api/v1/courses/", "/api/v1/courses/{course}/", "/api/v1/lessons/{lesson}/"
# Who asks: a stranger, a person with a session, a program with an access token.
STRANGER, PERSON, PROGRAM = "", "cookie", "token"

# (name, address, who asks, ratio asked for) under what is kept
PAGES = [
    (
        KEPT,
        [
            ("course page, kept whole", COURSE, STRANGER, 0.6),
            ("catalog with facets, kept whole", CATALOG, STRANGER, None),
            ("lesson page of a learner", LESSON, PERSON, 0.08),
            ("course page of a learner", COURSE, PERSON, None),
            ("my learning, 50 courses", "/learn/", PERSON, None),
            ("pages API, list of 20", LIST, STRANGER, 0.07),
            ("pages API, detail", DETAIL, STRANGER, 0.06),
            ("v1, list of 20 courses", V1_LIST, STRANGER, 0.09),
            ("v1, course", V1_COURSE, STRANGER, 0.09),
            ("v1, lesson with access token", V1_LESSON, PROGRAM, 0.07),
            ("v1, list with access token", V1_LIST, PROGRAM, None),
            ("v1, enrollments", "/api/v1/enrollments/", PROGRAM, None),
        ],
    ),
    (
        SHELL,
        [
            ("course page, not kept whole", COURSE, STRANGER, 0.04),
            ("catalog with facets, not kept whole", CATALOG, STRANGER, 0.05),
        ],
    ),
    (
        NOTHING,
        [
            ("course page, rendered anew", COURSE, STRANGER, 0.04),
            ("catalog with facets, rendered anew", CATALOG, STRANGER, None),
            ("lesson page, rendered anew", LESSON, PERSON, None),
            ("pages API, list, built anew", LIST, STRANGER, None),
            ("pages API, detail, built anew", DETAIL, STRANGER, None),
            ("v1, list of 20 courses, made anew", V1_LIST, STRANGER, None),
            ("v1, course, made anew", V1_COURSE, STRANGER, None),
            ("v1, lesson with token, made anew", V1_LESSON, PROGRAM, None),
        ],
    ),
]


def median_of(port: int, path: str, *, seconds: float, header: str) -> Measured:
    """The run with the median rate of three, after a short warm-up."""
    warm_up(port, path, header=header)
    measure(port, path, seconds=1, header=header)
    runs = [measure(port, path, seconds=seconds, header=header) for _ in range(3)]
    return next(run for run in runs if run.per_second == median(run.per_second for run in runs))


def headers_of_reader() -> dict[str, str]:
    """How the learner whose pages are measured is known: as in any browser with a form token, or as a program."""
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string

    from accounts.models import User
    from accounts.services.consent import accept
    from benchmarks.data import READER

    user = User.objects.get(email=READER)
    accept(user=user)
    session = session_of(user)
    form_token = _get_new_csrf_string()
    cookies = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: form_token}
    return {
        STRANGER: "",
        PERSON: "Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()),
        PROGRAM: f"Authorization: Bearer {token_of(user)}",
    }


def token_of(user) -> str:
    """An access token of somebody who has just signed in."""
    from django.test import RequestFactory

    from accounts.tokens import TokenStrategy

    request = RequestFactory().get("/")
    request.user, request.session = user, session_of(user)
    tokens = TokenStrategy().create_access_token_payload(request)
    request.session.save()
    return tokens["access_token"]


def session_of(user):
    """A stored session of somebody who has just signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.cached_db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session


def measured_pages() -> dict[str, str]:
    """What stands in the braces of the addresses."""
    from catalog.models import CoursePage, LessonPage

    other = CoursePage.objects.live().order_by("pk")[1].pk
    course = CoursePage.objects.get(slug="bench-course-1")
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    return {"detail": f"/api/cms/v2/pages/{other}/", "course": str(course.pk), "lesson": str(lesson.pk)}


def run(command, seconds: float, headers: dict[str, str], pages: dict[str, str]) -> None:
    """Measure every page under one server and print a table."""
    with serving(command, "benchmarks.hello:application") as port:
        yardstick = median_of(port, "/", seconds=seconds, header="")
    print(f"\n{command.__name__}: bare view {yardstick.per_second:.0f}/s, p50 {yardstick.p50:.1f} ms")
    print(f"{'page':36}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'ratio':>8}{'asked':>8}")
    for kept, rows in PAGES:
        with serving(command, "benchmarks.site:application", **kept) as port:
            for name, path, who, asked in rows:
                found = median_of(port, path.format(**pages), seconds=seconds, header=headers[who])
                print_row(name, found, found.per_second / yardstick.per_second, asked)
    run_ordering(command, seconds, yardstick)


def run_ordering(command, seconds: float, yardstick: Measured) -> None:
    """Measure placing orders, last of all: it changes what the pages show."""
    from benchmarks.ordering import measure_ordering

    with serving(command, "benchmarks.site:application", **KEPT) as port:
        found = measure_ordering(port, seconds=seconds, token_of=token_of)
    if found is None:
        print("placing an order: not measured, wrk is missing", flush=True)
    else:
        print_row("placing an order (v1)", found, found.per_second / yardstick.per_second, 0.03)


def print_row(name: str, found: Measured, ratio: float, asked: float | None) -> None:
    figures = f"{found.per_second:>9.0f}{found.p50:>9.1f}{found.p99:>9.1f}"
    goal = f"{asked:.2f}" if asked else ""
    print(f"{name:36}{figures}{ratio:>8.3f}{goal:>8}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="length of each of three runs")
    parser.add_argument("--server", choices=["gunicorn", "granian", "both"], default="both")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    import django

    django.setup()
    from benchmarks.enrolling import measure_enrolling
    from benchmarks.rostering import measure_rosters
    from benchmarks.selling import measure_dashboards

    print(f"enrolling 10,000 people: {measure_enrolling():.2f} s (asked: 2)", flush=True)
    for who, milliseconds in measure_dashboards().items():
        print(f"sales of a year, 1,000,000 entries, {who}: {milliseconds:.0f} ms (asked: 300)", flush=True)
    for what, (figure, asked) in measure_rosters().items():
        print(f"{what}: {figure:.1f} (asked: {asked})", flush=True)
    headers, pages = headers_of_reader(), measured_pages()
    for command in (gunicorn, granian):
        if options.server in (command.__name__, "both"):
            run(command, options.seconds, headers, pages)


if __name__ == "__main__":
    main()
