"""The course page and its one button."""

import json
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import TestCase
from django.utils import timezone

from catalog.enroll_box import enroll_box, offer_of
from catalog.services.completion import complete_lesson
from catalog.services.enrollment import leave
from catalog.services.summaries import push_sale
from tests.factories.accounts import UserFactory
from tests.factories.batch_making import make_slot_plan
from tests.factories.catalog import CategoryFactory, enroll, lessons_of, make_course, modules_of, reload
from tests.factories.classroom import make_batch
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return SimpleNamespace(course=make_course())


course = own("course")


def test_box_for_visitors_of_a_free_course_leads_to_enrolling(course):
    box = enroll_box(AnonymousUser(), offer_of(course))
    assert (box.state, box.price_label) == ("anonymous", "Free")


def test_box_of_a_paid_course_shows_the_price_and_sells_nothing_yet():
    box = enroll_box(AnonymousUser(), offer_of(make_course(price_minor=15_000_000, currency="IDR", modules=0)))
    assert (box.state, box.price_label) == ("closed", "Rp 150.000")


def test_box_for_a_learner_continues_where_the_course_stands():
    course = make_course(lessons=2)
    learner = enroll(course=course).user
    first, second = lessons_of(course)
    assert enroll_box(learner, offer_of(course)).continue_url == first.get_url()
    complete_lesson(user=learner, lesson=first)
    box = enroll_box(learner, offer_of(course))
    assert (box.state, box.percent, box.continue_number) == ("enrolled", 50, 2)
    assert box.continue_url == second.get_url()


def test_box_of_a_finished_course_offers_the_certificate():
    course = make_course(lessons=1)
    learner = enroll(course=course).user
    complete_lesson(user=learner, lesson=lessons_of(course)[0])
    box = enroll_box(learner, offer_of(course))
    assert box.state == "completed"
    assert box.certificate.enrollment.user == learner


def test_box_for_authors_offers_to_read(course):
    assert enroll_box(course.owner, offer_of(course)).state == "team"


def test_box_after_leaving_offers_to_enroll_again(course):
    learner = enroll(course=course).user
    leave(user=learner, course_key=course.translation_key)
    assert enroll_box(learner, offer_of(course)).state == "free"


def test_page_shows_curriculum_outcomes_and_structured_data(client):
    course = make_course(
        title="The <script> tag",
        modules=2,
        lessons=2,
        outcomes=[("item", "Draw a kawung")],
        category=CategoryFactory(name="Crafts"),
    )
    page = client.get(course.get_url()).content.decode()
    for text in ("Lesson 2.2", "Draw a kawung", "The &lt;script&gt; tag", course.owner.name):
        assert text in page
    data = structured_data(page)
    assert data["@type"] == "Course"
    assert data["name"] == "The <script> tag"


def structured_data(page: str) -> dict:
    found = re.search(r'<script[^>]*type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)
    return json.loads(found.group(1))


def test_search_engines_are_told_the_price_of_a_sale(client, django_capture_on_commit_callbacks):
    paid, until = make_course(price_minor=2000, modules=0), timezone.now() + timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        push_sale(course_key=paid.translation_key, price_minor=1500, until=until)
    offer = structured_data(client.get(paid.get_url()).content.decode())["offers"]
    assert (offer["price"], offer["priceValidUntil"]) == ("15.00", until.isoformat())


def test_page_for_visitors_has_no_form_token_and_may_be_kept(client, course):
    answer = client.get(course.get_url())
    assert b"csrfmiddlewaretoken" not in answer.content
    assert "s-maxage" in answer["Cache-Control"]
    assert not answer.cookies


def test_page_for_people_is_theirs_alone(client, course):
    client.force_login(UserFactory())
    answer = client.get(course.get_url())
    assert "private" in answer["Cache-Control"]


def test_lesson_text_is_not_on_the_course_page(client, course):
    assert b"Text of lesson" not in client.get(course.get_url()).content


def test_module_address_leads_to_its_place_in_the_curriculum(client, course):
    module = modules_of(course)[0]
    answer = client.get(module.get_url())
    assert answer.status_code == 302
    assert answer["Location"] == f"{course.get_url()}#module-{module.pk}"


def test_unpublished_course_is_not_found(client, course):
    url = course.get_url()
    course.unpublish()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("lessons", [2, 40])
def test_page_takes_the_same_queries_for_any_length(
    client, lessons, django_assert_num_queries, settings, django_capture_on_commit_callbacks
):
    settings.LMS_PAGE_CACHE_SECONDS = 0
    with django_capture_on_commit_callbacks(execute=True):
        course = make_course(lessons=lessons, category=CategoryFactory())
    url = course.get_url()
    client.get(url)
    with django_assert_num_queries(0):
        client.get(url)


def test_kept_page_takes_no_query(client, django_assert_num_queries, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        url = make_course().get_url()
    client.get(url)
    with django_assert_num_queries(0):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("batches", [0, 8])
def test_cold_page_stays_within_twelve_queries(
    client, batches, django_assert_max_num_queries, settings, django_capture_on_commit_callbacks
):
    settings.LMS_PAGE_CACHE_SECONDS = 0
    with django_capture_on_commit_callbacks(execute=True):
        course = make_course(modules=3, lessons=3, category=CategoryFactory())
        for _batch in range(batches):
            make_batch(course, slots=[make_slot_plan(), make_slot_plan(weekday=0)])
    url = reload(course).get_url()
    cache.clear()
    with django_assert_max_num_queries(12):
        client.get(url)
