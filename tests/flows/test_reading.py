"""The line of reading: one address, five people, five right answers, from one kept shell."""

import pytest
from django.core.cache import cache
from django.test import Client

from catalog.models import Grant
from catalog.services.enrollment import revoke
from catalog.services.shells import cached_shell
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, lessons_of, make_course

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Text of lesson 1.1."


def reader(user=None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def test_everybody_gets_what_is_theirs_from_one_shell(rf):
    course = make_course(lessons=2)
    lesson = lessons_of(course)[0]
    url = lesson.get_url()
    learner = enroll(course=course, source=Grant.Source.CODE, reference="c").user

    first = reader(learner).get(url)
    assert TEXT in first.content.decode()
    assert cached_shell(rf.get(url)) is not None

    visitor = reader().get(url)
    assert (visitor.status_code, visitor["Location"]) == (302, f"/accounts/login/?next={url}")
    stranger = reader(UserFactory()).get(url)
    assert stranger.status_code == 403
    assert TEXT not in stranger.content.decode()
    assert TEXT in reader(ModeratorFactory()).get(url).content.decode()
    assert TEXT in reader(course.owner).get(url).content.decode()

    revoke(source=Grant.Source.CODE, reference="c")
    assert reader(learner).get(url).status_code == 403


def test_shell_and_ordinary_way_say_the_same(rf):
    course = make_course(lessons=2)
    learner = enroll(course=course).user
    url = lessons_of(course)[0].get_url()
    client = reader(learner)
    client.get(url)
    from_shell = client.get(url)
    cache.clear()
    built = client.get(url)
    assert without_tokens(from_shell) == without_tokens(built)


def without_tokens(response) -> list[str]:
    lines = response.content.decode().splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line and "/learn/files/" not in line]


def test_reader_in_indonesian_gets_a_shell_of_their_own():
    course = make_course(lessons=1)
    url = lessons_of(course)[0].get_url()
    english, indonesian = enroll(course=course).user, enroll(course=course).user
    indonesian.language = "id"
    indonesian.save()
    assert 'lang="en"' in reader(english).get(url).content.decode()
    assert 'lang="id"' in reader(indonesian).get(url).content.decode()
    assert 'lang="en"' in reader(english).get(url).content.decode()
