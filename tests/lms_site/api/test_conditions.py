"""Whoever has an answer already is told so in a few bytes, and nobody gets the one of somebody else."""

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.lms_site.api import sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_api")]
# By the version that the view knows, and by what was rendered.
BOTH = pytest.mark.parametrize("path", ["/api/v1/sample/versioned/", "/api/v1/sample/own/"])
VERSIONED = "/api/v1/sample/versioned/"


@pytest.fixture(autouse=True)
def first_version():
    sample.Versioned.version, sample.Versioned.made = "1", 0


def ask(client, path, known, **headers):
    return client.get(path, headers={"If-None-Match": known, **headers})


@BOTH
def test_unchanged_answer_is_empty_and_says_for_whom_it_is(program, path):
    first = program.get(path)
    tag = first.headers["ETag"]

    again = ask(program, path, tag)

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "private, no-cache"
    assert "Content-Type" not in again.headers
    assert {"Accept", "Accept-Language", "Authorization"} <= set(again.headers["Vary"].split(", "))
    assert again.headers["X-Request-ID"]
    assert again.headers["RateLimit-Remaining"]


@BOTH
def test_tags_are_compared_weakly_one_by_one_and_star_is_any(program, path):
    tag = program.get(path).headers["ETag"]
    assert tag.startswith('W/"')

    for known in (tag.removeprefix("W/"), f'"other", {tag}, W/"third"', "*"):
        assert ask(program, path, known).status_code == 304
    for known in ('"other"', "", "nonsense", '"', tag.strip('W/"'), "\xff", '"*"'):
        assert ask(program, path, known).status_code == 200


@BOTH
def test_head_is_compared_too(program, path):
    tag = program.get(path).headers["ETag"]

    answer = program.head(path, headers={"If-None-Match": tag})

    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)


@BOTH
def test_no_two_people_languages_or_forms_share_a_tag(program, path):
    tags = {
        program.get(path).headers["ETag"],
        api_client(UserFactory()).get(path).headers["ETag"],
        program.get(path, headers={"Accept-Language": "id"}).headers["ETag"],
        program.get(path, headers={"Accept": "application/vnd.hybridlms.v1+json"}).headers["ETag"],
        program.get(f"{path}?page=1").headers["ETag"],
    }

    assert len(tags) == 5


def test_known_version_is_not_made_again(program):
    tag = program.get(VERSIONED).headers["ETag"]
    assert ask(program, VERSIONED, tag).status_code == 304
    assert sample.Versioned.made == 1

    sample.Versioned.version = "2"

    assert ask(program, VERSIONED, tag).status_code == 200
    assert sample.Versioned.made == 2


def test_who_may_not_read_is_not_told_that_nothing_has_changed(program, client):
    tag = program.get(VERSIONED).headers["ETag"]

    assert ask(client, VERSIONED, tag).status_code == 401
    assert ask(client, VERSIONED, "*").status_code == 401
    assert ask(program, "/api/v1/sample/nothing/", "*").status_code == 404


def test_errors_and_writing_have_no_tag(program):
    assert "ETag" not in program.get("/api/v1/sample/nothing/").headers
    answer = program.post("/api/v1/sample/public/", {"name": "a"}, headers={"If-None-Match": "*"})
    assert (answer.status_code, "ETag" in answer.headers) == (200, False)
