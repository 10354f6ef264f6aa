"""`make lighthouse`: Google's Lighthouse over the main pages of the demo school, medians of several runs.

Mobile profile with its throttling, over HTTPS and HTTP/2 as browsers reach a production site. Needs
node; the command can be named by LIGHTHOUSE, else npx brings it.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.certificate import write_certificate
from benchmarks.servers import granian, serving

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
COURSE = "/courses/batik-by-numbers/"
# (name, address, signed in). Pages of one person are not for search engines, so they have no such figure.
PAGES = [
    ("home", "/", False),
    ("catalog", "/courses/", False),
    ("course", COURSE, False),
    ("sign-in", "/accounts/login/", False),
    ("lesson", "", True),
    ("my learning", "/learn/", True),
]
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --ignore-certificate-errors"


def prepare() -> None:
    """The demo school in a folder of its own, and its static files as production has them."""
    manage = [sys.executable, "manage.py"]
    for command in (["migrate", "-v", "0"], ["load_demo"], ["collectstatic", "--noinput", "-v", "0"]):
        subprocess.run([*manage, *command], check=True, stdout=subprocess.DEVNULL)


def signed_in() -> tuple[str, str]:
    """The session cookie of the demo's learner, and the address of a lesson they are in."""
    import django

    django.setup()
    from django.contrib.auth import login
    from django.contrib.sessions.backends.cached_db import SessionStore
    from django.http import HttpRequest

    from accounts.models import User
    from accounts.services.consent import accept
    from home.queries import learning_cards

    user = User.objects.get(email="learner@example.com")
    accept(user=user)
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend="accounts.backends.PersonBackend")
    request.session.save()
    return f"sessionid={request.session.session_key}", learning_cards(user)[0].next_url


def secure(folder: str) -> Callable[[str, int], list[str]]:
    """The production server with a certificate of its own, kept in `folder`."""
    certificate, key = write_certificate(Path(folder))

    def command(application: str, port: int) -> list[str]:
        *start, last = granian(application, port)
        return [*start, "--ssl-certificate", str(certificate), "--ssl-keyfile", str(key), last]

    return command


def audit(url: str, cookie: str, *, say_missed: bool = False) -> dict[str, float]:
    """One run: the four scores (0 to 100), LCP in ms, CLS; what fell short is printed when asked for."""
    command = shlex.split(os.environ.get("LIGHTHOUSE", "npx --yes lighthouse@12"))
    headers = ["--extra-headers", json.dumps({"Cookie": cookie})] if cookie else []
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        arguments = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
        for _attempt in range(3):  # now and then Chromium's trace misses the beginning; Lighthouse says: run again
            if subprocess.run([*command, url, *arguments, *headers]).returncode == 0:
                break
        found = json.loads(report.read_text())
    scores = {name: round(100 * (found["categories"][name]["score"] or 0)) for name in CATEGORIES}
    audits = found["audits"]
    scores["LCP ms"] = audits["largest-contentful-paint"]["numericValue"]
    scores["CLS"] = audits["cumulative-layout-shift"]["numericValue"]
    if say_missed:
        for name in CATEGORIES:
            missed = [ref["id"] for ref in found["categories"][name]["auditRefs"] if _is_missed(ref, audits)]
            if missed:
                print(f"    {name}: {', '.join(missed)}")
    return scores


def _is_missed(ref: dict, audits: dict) -> bool:
    score = audits[ref["id"]]["score"]
    return ref["weight"] > 0 and score is not None and score < 0.9


def main() -> None:
    """Print the medians of every page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--page", action="append", help="only these, by name")
    parser.add_argument("-v", action="store_true", help="name the audits that were not passed")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.lighthouse_settings")
    os.environ.setdefault("CHROME_PATH", shutil.which("chromium") or "")
    prepare()
    cookie, lesson = signed_in()
    print(f"{'page':14}" + "".join(f"{name:>16}" for name in (*CATEGORIES, "LCP ms", "CLS")))
    with TemporaryDirectory() as folder, serving(secure(folder), "benchmarks.lighthouse_site:application") as port:
        for name, path, is_personal in PAGES:
            if options.page and name not in options.page:
                continue
            url = f"https://127.0.0.1:{port}{path or lesson}"
            runs = [audit(url, cookie if is_personal else "", say_missed=options.v) for _ in range(options.runs)]
            medians = {key: median(run[key] for run in runs) for key in runs[0]}
            print(f"{name:14}" + "".join(f"{value:>16.4g}" for value in medians.values()), flush=True)


if __name__ == "__main__":
    main()
