"""A course is written from outside with Wagtail's own command-line client, `wt`, over HTTP.

The client knows nothing of this product: it is told the address of the API and a token, and it meets the
permissions of the CMS and the review of courses like anybody who writes in the editor.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from wagtail.models import APIToken

from catalog.errors import NotReadyForReview
from catalog.models import LessonPage
from catalog.services.submission_review import approve_submission
from catalog.services.submissions import submit_course
from tests.factories.accounts import InstructorFactory, ModeratorFactory
from tests.factories.catalog import lessons_of, make_course, modules_of, reload

pytestmark = pytest.mark.django_db(transaction=True)
WT = Path(sys.executable).with_name("wt")
OUTCOMES = json.dumps([{"type": "item", "value": "Dye a cloth three times"}])
# The exit codes of the client: which kind of refusal it met.
OK, NOT_KNOWN, FORBIDDEN, NOT_FOUND = 0, 4, 5, 6


@dataclass(frozen=True)
class Client:
    """The command with the address and the token in its environment, in an empty home."""

    url: str
    token: str
    home: Path

    def run(self, *words: str) -> subprocess.CompletedProcess:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "WAGTAIL_CLI_BASE_URL": self.url,
            "WAGTAIL_CLI_TOKEN": self.token,
        }
        command = [WT, "--json", "api", *words]
        return subprocess.run(command, env=environment, cwd=self.home, capture_output=True, text=True, timeout=60)

    def __call__(self, *words: str):
        """What the client prints, read back from JSON."""
        done = self.run(*words)
        assert done.returncode == OK, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def client_of(live_server, tmp_path):
    """Makes the client of a person, or one with a token that opens nothing."""

    def make(person=None) -> Client:
        token = APIToken.create_token(user=person, name="wt")[1] if person else "nonsense"
        return Client(f"{live_server.url}/api/cms/v3/", token, tmp_path)

    return make


def test_instructor_writes_a_lesson_with_wt_and_hands_the_course_in(client_of):
    author = InstructorFactory()
    course = make_course(title="Batik", author=author, lessons=1)
    make_course(title="Somebody else's", lessons=1)
    wt = client_of(author)
    assert [page["title"] for page in wt("pages", "list")["items"]] == ["Batik", "Module 1", "Lesson 1.1"]

    module = wt("pages", "create", "catalog.ModulePage", "--parent", str(course.pk), "--title", "Dyeing")
    body = json.dumps([{"type": "paragraph", "value": "<p>Blue.</p>"}])
    made = wt(
        *("pages", "create", "catalog.LessonPage", "--parent", str(module["id"]), "--title", "Indigo"),
        *("--field", f"body:{body}", "--field", "expected_minutes:7"),
    )
    lesson = LessonPage.objects.get(pk=made["id"])
    assert (lesson.live, lesson.owner, lesson.expected_minutes) == (False, author, 7)
    body = json.dumps([{"type": "paragraph", "value": "<p>Blue, thrice.</p>"}])
    wt("pages", "update", str(lesson.pk), "--yes", "--title", "Indigo blue", "--field", f"body:{body}")
    told = wt("pages", "get", str(lesson.pk), "--html")
    assert (told["title"], told["body"][0]["value"]) == ("Indigo blue", "<p>Blue, thrice.</p>")
    assert wt.run("pages", "publish", str(lesson.pk)).returncode == FORBIDDEN

    # From here on it goes the way of every course: handed in, refused for what is missing, looked at, published.
    with pytest.raises(NotReadyForReview):
        submit_course(course=reload(course), author=author)
    wt("pages", "update", str(course.pk), "--yes", "--field", f"outcomes:{OUTCOMES}", "--field", "summary:Wax and dye.")
    submission = submit_course(course=reload(course), author=author)
    assert {item.title for item in submission.items.all()} == {"Batik", "Dyeing", "Indigo blue"}
    assert wt.run("pages", "update", str(lesson.pk), "--yes", "--title", "Too late").returncode == OK
    approve_submission(submission_id=submission.pk, moderator=ModeratorFactory())
    assert (reload(lesson).live, reload(lesson).title) == (True, "Indigo blue")


def test_wt_does_not_reach_anybody_elses_course(client_of):
    others = make_course(lessons=1)
    wt = client_of(InstructorFactory())
    lesson, module = lessons_of(others)[0], modules_of(others)[0]
    assert wt("pages", "list")["items"] == []
    assert wt.run("pages", "get", str(lesson.pk)).returncode == NOT_FOUND
    new = wt.run("pages", "create", "catalog.LessonPage", "--parent", str(module.pk), "--title", "Mine")
    assert new.returncode == FORBIDDEN
    change = wt.run("pages", "update", str(lesson.pk), "--yes", "--title", "Taken")
    assert change.returncode in (FORBIDDEN, NOT_FOUND), change.stderr
    assert reload(lesson).get_latest_revision_as_object().title == "Lesson 1.1"
    assert len(lessons_of(others)) == 1


def test_wt_without_a_valid_token_is_refused(client_of):
    refused = client_of().run("pages", "list")
    assert refused.returncode == NOT_KNOWN
    assert "401" in refused.stderr
