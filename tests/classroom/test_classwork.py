"""Topics and materials: handed out, ordered, changed, removed, copied."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from classroom.errors import BatchArchived, MaterialInvalid
from classroom.models import BatchAnnouncement, Material, Topic
from classroom.queries.classwork import classwork_of
from classroom.services.announcements import remove_announcement
from classroom.services.batches import archive_batch
from classroom.services.classwork import add_topic, move_topic, remove_topic, rename_topic
from classroom.services.copy_stream import copy_classwork, copy_stream
from classroom.services.materials import (
    MaterialDraft,
    change_material,
    move_material,
    remove_material,
    restore_material,
)
from tests.factories.accounts import InstructorFactory
from tests.factories.classroom import make_batch, seat
from tests.factories.stream import announce, comment, hand_out, upload
from tests.sharing import own

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATER = NOW + timedelta(days=3)


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(batch=make_batch())


batch = own("batch")


def titles(batch, shown_at=None) -> list[tuple[str, list[str]]]:
    rooms = classwork_of(batch, shown_at=shown_at)
    return [(room.topic.title if room.topic else "", [work.row.title for work in room.works]) for room in rooms]


def test_materials_stand_under_their_topics_in_order(batch):
    for title, topic in [("A", "Week 1"), ("B", "Week 2"), ("C", "Week 1"), ("D", "")]:
        hand_out(batch, title=title, topic=topic)
    assert titles(batch) == [("", ["D"]), ("Week 1", ["A", "C"]), ("Week 2", ["B"])]


def test_members_see_what_is_shown_by_now_and_no_empty_topics(batch):
    hand_out(batch, title="Now", topic="One")
    hand_out(batch, title="Later", topic="Two", publish_at=LATER)
    add_topic(batch=batch, title="Three")
    assert titles(batch, NOW + timedelta(hours=1)) == [("One", ["Now"])]
    assert titles(batch, LATER) == [("One", ["Now"]), ("Two", ["Later"])]
    assert [topic for topic, _works in titles(batch)] == ["One", "Two", "Three"]


def test_material_is_harmless(batch):
    material = hand_out(batch, text="[x](javascript:alert(1)) **b** <img src=x onerror=alert(1)>")
    assert "<strong>b</strong>" in material.html
    assert "<img" not in material.html
    assert 'href="javascript' not in material.html


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ({"title": " \0 "}, "MATERIAL_TITLE"),
        ({"title": "A", "link": "javascript:alert(1)"}, "MATERIAL_LINK"),
        ({"title": "A", "link": "data:text/html,x"}, "MATERIAL_LINK"),
        ({"title": "A", "link": "https://a.example/" + "x" * 1000}, "MATERIAL_LINK"),
    ],
)
def test_material_that_makes_no_sense_is_refused(batch, draft, code):
    with pytest.raises(MaterialInvalid) as refusal:
        hand_out(batch, **draft)
    assert refusal.value.code == code
    assert not Material.objects.exists()


def test_moving_stays_within_the_topic_and_its_ends(batch):
    a, _b, c = (hand_out(batch, title=title, topic="One") for title in "ABC")
    hand_out(batch, title="Z", topic="Two")
    move_material(material=c, by=-1)
    move_material(material=a, by=-1)
    assert titles(batch)[0] == ("One", ["A", "C", "B"])
    move_material(material=a, by=5)
    assert titles(batch)[0] == ("One", ["C", "B", "A"])


def test_removed_material_does_not_take_a_place_and_comes_back(batch):
    a, b, c = (hand_out(batch, title=title, topic="One") for title in "ABC")
    for _twice in range(2):
        remove_material(material=b)
    move_material(material=c, by=-1)
    assert titles(batch) == [("One", ["C", "A"])]
    for _twice in range(2):
        restore_material(material=b)
    assert sorted(titles(batch)[0][1]) == ["A", "B", "C"]
    assert a.topic == b.topic


def test_change_moves_it_to_the_end_of_another_topic(batch):
    material = hand_out(batch, title="A", topic="One")
    hand_out(batch, title="B", topic="Two")
    changed = change_material(material=material, draft=MaterialDraft(title="A2", topic="Two", text="*x*"))
    assert (changed.title, changed.html.strip()) == ("A2", "<p><em>x</em></p>")
    assert titles(batch) == [("One", []), ("Two", ["B", "A2"])]
    change_material(material=changed, draft=MaterialDraft(title="A2"))
    assert titles(batch)[0] == ("", ["A2"])


def test_topics_are_renamed_moved_and_taken_away(batch):
    one, two = (add_topic(batch=batch, title=title) for title in ("One", " Two  more "))
    hand_out(batch, title="A", topic="One")
    hand_out(batch, title="Z")
    for act in (lambda: add_topic(batch=batch, title="One"), lambda: rename_topic(topic=two, title="One")):
        with pytest.raises(MaterialInvalid) as refusal:
            act()
        assert refusal.value.code == "TOPIC_EXISTS"
    rename_topic(topic=Topic.objects.get(title="Two more"), title="Two")
    move_topic(topic=two, by=-1)
    assert [topic for topic, _works in titles(batch)] == ["", "Two", "One"]
    for _twice in range(2):
        remove_topic(topic=one)
    assert titles(batch) == [("", ["Z", "A"]), ("Two", [])]


def test_archived_batch_takes_and_changes_nothing(batch):
    material = hand_out(batch, topic="One")
    archive_batch(batch=batch)
    for act in (
        lambda: hand_out(batch),
        lambda: add_topic(batch=batch, title="x"),
        lambda: change_material(material=material, draft=MaterialDraft(title="x")),
        lambda: move_material(material=material, by=1),
        lambda: remove_material(material=material),
        lambda: restore_material(material=material),
        lambda: remove_topic(topic=material.topic),
        lambda: copy_classwork(source=make_batch(), target=batch, shift_days=0),
        lambda: copy_stream(source=make_batch(), target=batch, shift_days=0),
    ):
        with pytest.raises(BatchArchived):
            act()


def test_copy_of_classwork_is_shown_later_by_the_clocks_there():
    source = make_batch(timezone="Europe/Berlin")
    target = make_batch(timezone="Asia/Jakarta")
    # The clocks of Berlin go back between these days.
    shown = datetime(2036, 10, 20, 8, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    hand_out(source, title="A", topic="Two", publish_at=shown, files=[upload()], link="https://a.example/")
    hand_out(source, title="B", topic="One")
    remove_material(material=hand_out(source, title="C"))
    copies = copy_classwork(source=source, target=target, shift_days=14)
    assert titles(target) == [("Two", ["A"]), ("One", ["B"])]
    assert copies[0].publish_at == datetime(2036, 11, 3, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert copies[0].author == target.teachers.get().user
    assert copies[0].files.get().file.name == Material.objects.get(batch=source, title="A").files.get().file.name


def test_copy_of_the_stream_waits_and_what_would_be_past_is_a_draft():
    teacher = InstructorFactory()
    source = make_batch(teacher=teacher, starts_on=date(2036, 1, 1), ends_on=date(2036, 2, 1))
    target = make_batch(teacher=teacher)
    out = announce(source, text="Out", now=NOW - timedelta(days=2), is_pinned=True, files=[upload()])
    comment(out, seat(source).user)
    announce(source, text="Long ago", now=NOW - timedelta(days=90))
    announce(source, text="Scheduled", publish_at=NOW + timedelta(days=5), now=NOW, by_mail=True)
    remove_announcement(announcement=announce(source, text="Removed"))
    copy_stream(source=source, target=target, shift_days=30, now=NOW)
    copies = {one.text: one for one in BatchAnnouncement.objects.filter(batch=target)}
    assert copies.keys() == {"Out", "Long ago", "Scheduled"}
    assert copies["Out"].publish_at == NOW + timedelta(days=28)
    assert (copies["Out"].is_pinned, copies["Out"].author, copies["Out"].files.count()) == (True, teacher, 1)
    assert copies["Long ago"].publish_at is None
    assert (copies["Scheduled"].publish_at, copies["Scheduled"].by_mail) == (NOW + timedelta(days=35), True)
    assert not any(one.published_at or one.comments.exists() for one in copies.values())
