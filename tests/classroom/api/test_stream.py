"""The stream and the classwork of a batch as programs use them."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from classroom.models import AnnouncementComment, BatchAnnouncement, Material
from classroom.services.batches import archive_batch
from tests.factories.accounts import UserFactory
from tests.factories.api import api_client
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import seat_people
from tests.factories.stream import (
    PDF,
    announce,
    comment,
    comment_all,
    hand_out,
    repeat_announcement,
    repeat_material,
    upload,
)
from tests.lms_site.api.answers import assert_error
from tests.sharing import own

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATER = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def made(made_once):
    batch = make_batch()
    return SimpleNamespace(batch=batch, person=seat(batch).user)


batch, person = own("batch"), own("person")


@pytest.fixture
def teacher(batch):
    return api_client(batch.teachers.get().user)


@pytest.fixture
def member(person):
    return api_client(person)


def address(batch, rest: str = "announcements/") -> str:
    return f"/api/v1/batches/{batch.pk}/{rest}"


def data_of(answer, status: int = 200):
    assert answer.status_code == status, answer.content
    return answer.json()["data"]


def test_stream_is_read_by_pages_and_by_state(batch, member, teacher):
    for number in range(21):
        announce(batch, text=f"News {number}", is_pinned=number == 3, now=NOW - timedelta(minutes=60 - number))
    announce(batch, text="Waiting", publish_at=LATER, now=NOW)
    answer = member.get(address(batch))
    assert [row["text"] for row in data_of(answer)][:2] == ["News 20", "News 19"]
    following = answer.json()["links"]["next"]
    assert [row["text"] for row in data_of(member.get(following))] == ["News 0"]
    assert [row["text"] for row in data_of(teacher.get(address(batch), {"state": "waiting"}))] == ["Waiting"]
    assert_error(member.get(address(batch), {"state": "waiting"}), 403, "PERMISSION_DENIED")
    assert_error(member.get(address(batch), {"state": "lost"}), 400, "VALIDATION_ERROR")


def test_file_is_fetched_by_its_address_without_signing_in(batch, member):
    announce(batch, files=[upload()])
    (file,) = data_of(member.get(address(batch)))[0]["files"]
    assert (file["name"], file["size"]) == ("plan.pdf", len(PDF))
    got = Client().get(file["url"].removeprefix("http://127.0.0.1:8000"))
    assert b"".join(got) == PDF


def test_announcing_changing_publishing_and_removing(batch, teacher, member):
    sent = {"text": "**Later**", "publish_at": LATER.isoformat(), "by_mail": False}
    made = data_of(teacher.post(address(batch), sent), 201)
    assert (made["html"], made["published_at"]) == ("<p><strong>Later</strong></p>\n", None)
    own = address(batch, f"announcements/{made['id']}/")
    assert member.get(own).status_code == 404
    changed = data_of(teacher.patch(own, {"is_pinned": True}))
    assert (changed["is_pinned"], changed["text"], changed["publish_at"]) == (True, "**Later**", made["publish_at"])
    assert data_of(teacher.patch(own, {"publish_at": None}))["publish_at"] is None
    for _twice in range(2):
        assert data_of(teacher.post(f"{own}publish/"))["published_at"]
    assert data_of(member.get(own))["edited_at"] is None
    assert data_of(teacher.patch(own, {"text": "Now"}))["edited_at"]
    assert teacher.delete(own).status_code == 204
    assert_error(teacher.get(own), 404, "NOT_FOUND")


def test_what_is_refused_says_why(batch, teacher):
    assert_error(
        teacher.post(address(batch), {"text": "x", "publish_at": "2020-01-01T00:00:00Z"}), 422, "ANNOUNCEMENT_TIME"
    )
    for wrong in ({}, {"text": ""}, {"text": "x" * 10_001}, {"text": "x", "files": []}, {"text": "x", "author": 1}):
        assert_error(teacher.post(address(batch), wrong), 400, "VALIDATION_ERROR")
    archive_batch(batch=batch)
    assert_error(teacher.post(address(batch), {"text": "x"}), 409, "BATCH_ARCHIVED")
    assert not BatchAnnouncement.objects.exists()


def test_same_key_announces_once(batch, teacher):
    answers = [teacher.post(address(batch), {"text": "x"}, headers={"Idempotency-Key": "a"}) for _twice in range(2)]
    assert answers[0].json()["data"] == answers[1].json()["data"]
    assert BatchAnnouncement.objects.count() == 1


def test_comments_are_written_read_and_removed(batch, member, teacher):
    one = announce(batch)
    comments = address(batch, f"announcements/{one.pk}/comments/")
    said = data_of(member.post(comments, {"text": "Thank you"}), 201)
    of_teacher = comment(one, batch.teachers.get().user, "Welcome")
    assert [row["text"] for row in data_of(member.get(comments))] == ["Welcome", "Thank you"]
    assert data_of(member.get(address(batch)))[0]["comment_count"] == 2
    assert_error(member.delete(f"{comments}{of_teacher.pk}/"), 403, "COMMENT_NOT_YOURS")
    for _twice in range(2):
        assert member.delete(f"{comments}{said['id']}/").status_code == 204
    assert AnnouncementComment.objects.get(removed_at=None) == of_teacher
    other = comment(announce(), UserFactory())
    assert teacher.delete(f"{comments}{other.pk}/").status_code == 404


def test_materials_are_handed_out_changed_and_removed(batch, teacher, member):
    materials = address(batch, "materials/")
    sent = {"title": "Plan", "topic": "Week 1", "text": "*x*", "link": "https://a.example/"}
    made = data_of(teacher.post(materials, sent), 201)
    assert (made["topic"], made["html"]) == ("Week 1", "<p><em>x</em></p>\n")
    hand_out(batch, title="Later", publish_at=LATER)
    assert [row["title"] for row in data_of(member.get(materials))] == ["Plan"]
    assert len(data_of(teacher.get(materials))) == 2
    own = f"{materials}{made['id']}/"
    changed = data_of(teacher.patch(own, {"topic": ""}))
    assert (changed["topic"], changed["title"], changed["link"]) == ("", "Plan", "https://a.example/")
    assert_error(teacher.patch(own, {"link": "javascript:alert(1)"}), 400, "VALIDATION_ERROR")
    assert_error(teacher.patch(own, {"title": " "}), 400, "VALIDATION_ERROR")
    assert teacher.delete(own).status_code == 204
    assert_error(teacher.delete(own), 404, "NOT_FOUND")
    assert Material.objects.get(title="Plan").removed_at


@pytest.mark.parametrize("number", [1, 20])
def test_lists_take_the_same_queries(batch, member, number, django_assert_num_queries):
    people = [seated.user for seated in seat_people(batch, number)]
    first = announce(batch, files=[upload()], now=NOW)
    posts = [first, *repeat_announcement(first, [NOW - timedelta(minutes=place) for place in range(1, number)])]
    one = posts[-1]
    # One to three comments under each.
    for said in range(3):
        under = [place for place in range(number) if place % 3 >= said]
        comment_all([posts[place] for place in under], [people[place] for place in under])
    material = hand_out(batch, title="0", topic="One", files=[upload()])
    repeat_material(material, [f"{place}" for place in range(1, number)])
    comments = f"announcements/{one.pk}/comments/"
    for rest, queries in [("announcements/", 5), ("materials/", 5), (comments, 4)]:
        member.get(address(batch, rest))
        with django_assert_num_queries(queries):
            assert member.get(address(batch, rest)).status_code == 200
