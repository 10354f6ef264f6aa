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

# (name, address, signed in, ratio asked for) under what is kept
PAGES = [
    (
        KEPT,
        [
            ("course page, kept whole", COURSE, False, 0.6),
            ("catalog with facets, kept whole", CATALOG, False, None),
            ("lesson page of a learner", LESSON, True, 0.08),
            ("course page of a learner", COURSE, True, None),
            ("my learning, 50 courses", "/learn/", True, None),
            ("pages API, list of 20", LIST, False, 0.07),
            ("pages API, detail", DETAIL, False, 0.06),
        ],
    ),
    (
        SHELL,
        [
            ("course page, not kept whole", COURSE, False, 0.04),
            ("catalog with facets, not kept whole", CATALOG, False, 0.05),
        ],
    ),
    (
        NOTHING,
        [
            ("course page, rendered anew", COURSE, False, 0.04),
            ("catalog with facets, rendered anew", CATALOG, False, None),
            ("lesson page, rendered anew", LESSON, True, None),
            ("pages API, list, built anew", LIST, False, None),
            ("pages API, detail, built anew", DETAIL, False, None),
        ],
    ),
]


def median_of(port: int, path: str, *, seconds: float, cookie: str) -> Measured:
    """The run with the median rate of three, after a short warm-up."""
    warm_up(port, path, cookie=cookie)
    measure(port, path, seconds=1, cookie=cookie)
    runs = [measure(port, path, seconds=seconds, cookie=cookie) for _ in range(3)]
    return next(run for run in runs if run.per_second == median(run.per_second for run in runs))


def reader_cookie() -> str:
    """The cookies of the learner whose pages are measured: the session and, as in any browser, the form token."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.cached_db import SessionStore
    from django.middleware.csrf import _get_new_csrf_string

    from accounts.models import User
    from accounts.services.consent import accept
    from benchmarks.data import READER

    user = User.objects.get(email=READER)
    accept(user=user)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    token = _get_new_csrf_string()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={token}"


def detail_path() -> str:
    from catalog.models import CoursePage

    return f"/api/cms/v2/pages/{CoursePage.objects.live().order_by('pk')[1].pk}/"


def run(command, seconds: float, cookie: str, detail: str) -> None:
    """Measure every page under one server and print a table."""
    with serving(command, "benchmarks.hello:application") as port:
        yardstick = median_of(port, "/", seconds=seconds, cookie="")
    print(f"\n{command.__name__}: bare view {yardstick.per_second:.0f}/s, p50 {yardstick.p50:.1f} ms")
    print(f"{'page':36}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'ratio':>8}{'asked':>8}")
    for kept, pages in PAGES:
        with serving(command, "benchmarks.site:application", **kept) as port:
            for name, path, signed_in, asked in pages:
                path = path.format(detail=detail)
                found = median_of(port, path, seconds=seconds, cookie=cookie if signed_in else "")
                print_row(name, found, found.per_second / yardstick.per_second, asked)


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

    print(f"enrolling 10,000 people: {measure_enrolling():.2f} s (asked: 2)", flush=True)
    cookie, detail = reader_cookie(), detail_path()
    for command in (gunicorn, granian):
        if options.server in (command.__name__, "both"):
            run(command, options.seconds, cookie, detail)


if __name__ == "__main__":
    main()
