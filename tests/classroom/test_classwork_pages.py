"""Classwork on the site."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from classroom.models import Material, Topic
from classroom.services.batches import archive_batch
from tests.commerce.shop_material import text_of
from tests.factories.accounts import UserFactory
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import seat_people
from tests.factories.stream import hand_out, repeat_material, upload
from tests.sharing import own

pytestmark = pytest.mark.django_db
LATER = timezone.now() + timedelta(days=3)


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(batch=make_batch())


batch = own("batch")


@pytest.fixture
def teacher(batch, client):
    person = batch.teachers.get().user
    client.force_login(person)
    return person


def page(batch) -> str:
    return f"/batches/{batch.pk}/classwork/"


def teach(batch, rest: str) -> str:
    return f"/teach/batches/{batch.pk}/{rest}"


def test_member_reads_by_topic_what_is_shown_by_now(client, batch):
    hand_out(batch, title="A list", topic="Week 1", text="*First*", link="https://a.example/", files=[upload()])
    hand_out(batch, title="Later", publish_at=LATER)
    client.force_login(seat(batch).user)
    text = text_of(client.get(page(batch)))
    for piece in ("Week 1", "A list", "<em>First</em>", 'href="https://a.example/"', "plan.pdf", "0%"):
        assert piece in text
    for absent in ("Later", "Add material", 'value="up"'):
        assert absent not in text


def test_empty_room_says_what_will_be_here(client, batch, teacher):
    assert "Add what your learners should read" in text_of(client.get(page(batch)))
    client.force_login(seat(batch).user)
    assert "What your teachers hand out" in text_of(client.get(page(batch)))


def test_room_is_for_those_who_are_in_it(client, batch):
    assert client.get(page(batch))["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert client.get(page(batch)).status_code == 403
    material = hand_out(batch, topic="One")
    client.force_login(seat(batch).user)
    for rest in (
        "materials/",
        f"materials/{material.pk}/",
        f"materials/{material.pk}/act/",
        "topics/",
        f"topics/{material.topic_id}/act/",
    ):
        assert client.post(teach(batch, rest), {"do": "remove", "title": "x"}).status_code == 403


def test_teacher_adds_changes_moves_and_removes(client, batch, teacher):
    first = hand_out(batch, title="First", topic="Week 1")
    fields = {"title": "Second", "topic": "Week 1", "text": "*x*", "files": [upload()], "link": "a.example/list"}
    assert "The material is added." in text_of(client.post(teach(batch, "materials/"), fields, follow=True))
    second = Material.objects.get(title="Second")
    assert (second.topic, second.link) == (first.topic, "https://a.example/list")
    act = teach(batch, f"materials/{second.pk}/act/")
    client.post(act, {"do": "up"})
    text = text_of(client.get(page(batch)))
    assert text.index("Second") < text.index("First")
    form = text_of(client.get(teach(batch, f"materials/{second.pk}/")))
    assert "plan.pdf" in form
    sent = {"title": "Renamed", "dropped": [second.files.get().pk]}
    assert "The material is changed." in text_of(
        client.post(teach(batch, f"materials/{second.pk}/"), sent, follow=True)
    )
    second.refresh_from_db()
    assert (second.title, second.topic, second.files.count()) == ("Renamed", None, 0)
    assert "Put it back" in text_of(client.post(act, {"do": "remove"}, follow=True))
    assert "The material is back." in text_of(client.post(act, {"do": "restore"}, follow=True))
    assert client.post(act, {"do": "x"}).status_code == 404


def test_teacher_keeps_topics_in_order(client, batch, teacher):
    for title in ("One", "Two"):
        assert "The topic is added." in text_of(client.post(teach(batch, "topics/"), {"title": title}, follow=True))
    answer = client.post(teach(batch, "topics/"), {"title": "One"})
    assert (answer.status_code, "with this title already" in text_of(answer)) == (422, True)
    act = teach(batch, f"topics/{Topic.objects.get(title='Two').pk}/act/")
    client.post(act, {"do": "up"})
    assert [topic.title for topic in Topic.objects.all()] == ["Two", "One"]
    assert "with this title already" in text_of(client.post(act, {"do": "rename", "title": "One"}, follow=True))
    assert "The topic is renamed." in text_of(client.post(act, {"do": "rename", "title": "Three"}, follow=True))
    assert "The topic is gone." in text_of(client.post(act, {"do": "remove"}, follow=True))
    assert client.post(act, {"do": "up"}).status_code == 404


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "Kept", "link": "javascript:alert(1)"}, "valid URL"),
        ({"title": "Kept", "text": "x" * 20_001}, "at most 20000"),
        ({"title": "Kept", "files": [upload("evil.html", b"<script>")]}, "Files of this type are not taken."),
    ],
)
def test_what_is_refused_stays_in_the_form(client, batch, teacher, fields, says):
    answer = client.post(teach(batch, "materials/"), fields)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert not Material.objects.exists()


def test_material_of_another_batch_is_not_found(client, batch, teacher):
    other = hand_out(topic="One")
    for rest in (
        f"materials/{other.pk}/",
        f"materials/{other.pk}/act/",
        f"topics/{other.topic_id}/act/",
    ):
        assert client.post(teach(batch, rest), {"do": "remove", "title": "x"}).status_code == 404


def test_archived_batch_is_read_only(client, batch, teacher):
    material = hand_out(batch)
    archive_batch(batch=batch)
    text = text_of(client.get(page(batch)))
    assert "Reading list" in text
    assert "Add material" not in text
    assert client.post(teach(batch, "materials/"), {"title": "x"}).status_code == 409
    said = text_of(client.post(teach(batch, f"materials/{material.pk}/act/"), {"do": "remove"}, follow=True))
    assert "in the archive" in said


@pytest.mark.parametrize("number", [1, 20])
def test_room_takes_the_same_queries(client, batch, number, django_assert_num_queries):
    for week in range(min(number, 3)):
        one = hand_out(batch, title=f"Material {week}", topic=f"Week {week}", files=[upload()])
        repeat_material(one, [f"Material {place}" for place in range(week + 3, number, 3)])
    seat_people(batch, number)
    client.force_login(seat(batch).user)
    client.get(page(batch))
    with django_assert_num_queries(7):  # person, batch, course, run, materials with files, topics
        client.get(page(batch))
