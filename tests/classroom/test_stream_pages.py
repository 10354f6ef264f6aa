"""The stream on the site: reading, announcing, commenting, what each may do."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from classroom.models import AnnouncementComment, BatchAnnouncement, BatchFile
from classroom.services.batches import archive_batch
from classroom.services.sessions import cancel_session
from tests.commerce.shop_material import text_of
from tests.factories.accounts import ModeratorFactory, UserFactory
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import seat_people
from tests.factories.sessions import make_session
from tests.factories.stream import announce, comment, comment_all, repeat_announcement, upload
from tests.sharing import own

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(scope="module")
def made(made_once):
    batch = make_batch()
    return SimpleNamespace(batch=batch, person=seat(batch).user)


batch, person = own("batch"), own("person")


@pytest.fixture
def teacher(batch):
    return batch.teachers.get().user


@pytest.fixture
def member(person, client):
    client.force_login(person)
    return person


def page(batch) -> str:
    return f"/batches/{batch.pk}/"


def teach(batch, rest: str = "") -> str:
    return f"/teach/batches/{batch.pk}/announcements/{rest}"


def shown(client, batch, **query) -> str:
    return text_of(client.get(page(batch), query))


def test_member_reads_what_is_out_pinned_ones_first(client, batch, member):
    announce(batch, text="Pinned *words*", is_pinned=True, now=NOW - timedelta(days=9))
    announce(batch, text="Older", now=NOW - timedelta(days=3))
    announce(batch, text="Newer <b>raw</b>")
    announce(batch, text="Waiting", publish_at=NOW + timedelta(days=1), now=NOW)
    text = shown(client, batch)
    assert text.index("Pinned <em>words</em>") < text.index("Newer &lt;b&gt;raw") < text.index("Older")
    for hidden in ("Waiting", "Announce something", 'value="pin"', "htmx"):
        assert hidden not in text


def test_empty_stream_says_what_will_be_here(client, batch, member, teacher):
    assert "Nothing has been announced yet" in shown(client, batch)
    client.force_login(teacher)
    assert "Say hello" in shown(client, batch)


def test_older_ones_follow_without_gaps(client, batch, member):
    # Several at the same moment: a page may end between them.
    moments = [NOW - timedelta(minutes=25 - number // 3) for number in range(25)]
    repeat_announcement(announce(batch, now=moments[0]), moments[1:])
    first = client.get(page(batch))
    before = first.context["page"].before
    announce(batch, text="Meanwhile")
    second = client.get(page(batch), {"before": before})
    posts = [*first.context["page"].posts, *second.context["page"].posts]
    assert len({post.announcement.pk for post in posts}) == len(posts) == 25
    assert "The newest" in text_of(second)
    for strange in ("x", "1-", "-", "1-x", "9" * 40, f"{'9' * 18}-1", "²-1", "1-2-3"):
        assert client.get(page(batch), {"before": strange}).status_code == 200


def test_teacher_announces_with_a_file(client, batch, teacher):
    client.force_login(teacher)
    fields = {"text": "Bring **wax**", "files": [upload(), upload("b.pdf")], "is_pinned": "on"}
    answer = client.post(teach(batch), fields, follow=True)
    assert "It stands in the stream now." in text_of(answer)
    one = BatchAnnouncement.objects.get()
    assert (one.author, one.is_pinned, one.by_mail, one.files.count()) == (teacher, True, False, 2)
    assert "plan.pdf" in text_of(answer)


def test_time_is_read_by_the_clocks_of_whoever_writes(client, batch, teacher):
    teacher.timezone = "Asia/Tokyo"
    teacher.save()
    client.force_login(teacher)
    with time_machine.travel("2036-03-01T00:00:00Z", tick=False):
        answer = client.post(teach(batch), {"text": "Later", "publish_at": "2036-03-02T09:00"}, follow=True)
        text = text_of(answer)
    assert "It goes out at its time." in text
    assert "1 announcement waits" in text
    assert "tomorrow, 9 a.m." in text
    assert BatchAnnouncement.objects.get().publish_at.isoformat() == "2036-03-02T00:00:00+00:00"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": ""}, "This field is required."),
        ({"text": "x" * 10_001}, "at most 10000"),
        ({"text": "Kept", "publish_at": "2020-01-01T09:00"}, "This moment is over."),
        ({"text": "Kept", "publish_at": "soon"}, "Enter a valid date"),
    ],
)
def test_what_is_refused_stays_in_the_form(client, batch, teacher, fields, says):
    client.force_login(teacher)
    answer = client.post(teach(batch), fields)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert fields["text"][:50] in text_of(answer)
    assert not BatchAnnouncement.objects.exists()


def test_refused_file_says_why(client, batch, teacher):
    client.force_login(teacher)
    answer = client.post(teach(batch), {"text": "Kept", "files": [upload("evil.html", b"<script>")]})
    assert (answer.status_code, BatchFile.objects.count()) == (422, 0)
    assert "Files of this type are not taken." in text_of(answer)


def test_preview_keeps_nothing(client, batch, teacher):
    client.force_login(teacher)
    sent = {"text": "**Bold** <script>alert(1)</script>", "do": "preview"}
    for headers in ({}, {"HX-Request": "true"}):
        text = text_of(client.post(teach(batch), sent, headers=headers))
        assert "<strong>Bold</strong> &lt;script&gt;" in text
        assert ("<html" in text) == (not headers)
    assert "Write something first." in text_of(client.post(teach(batch), {"do": "preview"}))
    assert not BatchAnnouncement.objects.exists()


def test_announcement_is_changed_with_its_files(client, batch, teacher):
    one = announce(batch, files=[upload()])
    client.force_login(teacher)
    form = text_of(client.get(teach(batch, f"{one.pk}/")))
    assert "plan.pdf" in form
    assert 'name="publish_at"' not in form
    sent = {"text": "Other words", "dropped": [one.files.get().pk], "files": [upload("new.pdf")]}
    text = text_of(client.post(teach(batch, f"{one.pk}/"), sent, follow=True))
    assert "Other words" in text
    assert "edited" in text
    assert [file.name for file in one.files.all()] == ["new.pdf"]
    assert client.post(teach(batch, f"{one.pk}/"), {"text": ""}).status_code == 422


def test_buttons_of_an_announcement(client, batch, teacher):
    one = announce(batch, publish_at=NOW + timedelta(days=1), now=NOW)
    client.force_login(teacher)
    for do, says in [
        ("publish", "It stands in the stream now."),
        ("pin", "It is pinned above all others."),
        ("unpin", "It is no longer pinned."),
        ("remove", "The announcement is removed."),
        ("restore", "The announcement is back."),
    ]:
        answer = client.post(teach(batch, f"{one.pk}/act/"), {"do": do}, follow=True)
        assert says in text_of(answer)
        assert ("Put it back" in text_of(answer)) == (do == "remove")
    for do in ("", "rm", "__class__"):
        assert client.post(teach(batch, f"{one.pk}/act/"), {"do": do}).status_code == 404
    assert client.get(teach(batch, f"{one.pk}/act/")).status_code == 405
    for strange in ("x", "9" * 30, "0"):
        assert "Put it back" not in shown(client, batch, removed=strange)


def test_pages_of_teachers_are_not_for_members(client, batch, member):
    one = announce(batch)
    for address in (teach(batch), teach(batch, f"{one.pk}/")):
        assert client.get(address).status_code == 403
        assert client.post(address, {"text": "x"}).status_code == 403
    assert client.post(teach(batch, f"{one.pk}/act/"), {"do": "remove"}).status_code == 403
    client.force_login(ModeratorFactory())
    assert client.post(teach(batch, f"{one.pk}/act/"), {"do": "remove"}).status_code == 302


def test_announcement_of_another_batch_is_not_found(client, batch, teacher):
    other = announce()
    client.force_login(teacher)
    for address in (teach(batch, f"{other.pk}/"), teach(batch, f"{other.pk}/act/")):
        assert client.post(address, {"text": "x", "do": "remove"}).status_code == 404
    assert client.get(f"{page(batch)}announcements/{other.pk}/").status_code == 404


def test_member_comments_and_takes_it_back(client, batch, member):
    one = announce(batch)
    address = f"{page(batch)}announcements/{one.pk}/"
    answer = client.post(address, {"text": "Is *this* <b>safe</b>? https://example.com"})
    said = AnnouncementComment.objects.get()
    assert answer["Location"] == f"{address}#comment-{said.pk}"
    text = text_of(client.get(address))
    assert "Is *this* &lt;b&gt;safe" in text
    assert 'href="https://example.com"' in text
    assert client.post(address, {"text": ""}).status_code == 422
    removal = f"{page(batch)}comments/{said.pk}/remove/"
    assert "Remove this comment?" in text_of(client.get(removal))
    assert "The comment is removed." in text_of(client.post(removal, follow=True))
    assert client.get(removal).status_code == 404


def test_comments_of_others_are_removed_by_those_who_teach(client, batch, member, teacher):
    said = comment(announce(batch), seat(batch).user)
    removal = f"{page(batch)}comments/{said.pk}/remove/"
    assert removal not in shown(client, batch)
    assert client.post(removal).status_code == 404
    client.force_login(teacher)
    assert removal in shown(client, batch)
    assert client.post(f"{page(make_batch(teacher=teacher))}comments/{said.pk}/remove/").status_code == 404
    assert client.post(removal).status_code == 302


def test_strangers_read_no_announcements(client, batch):
    one = announce(batch)
    address = f"{page(batch)}announcements/{one.pk}/"
    assert client.get(address)["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403
    assert "Thursday" not in shown(client, batch)


def test_archived_batch_is_read_only(client, batch, teacher):
    one = announce(batch)
    archive_batch(batch=batch)
    client.force_login(teacher)
    text = shown(client, batch)
    assert "Thursday" in text
    for absent in ("Announce something", 'value="remove"', "Comment"):
        assert absent not in text
    answer = client.post(teach(batch), {"text": "x"})
    assert (answer.status_code, "in the archive" in text_of(answer)) == (409, True)
    answer = client.post(f"{page(batch)}announcements/{one.pk}/", {"text": "x"})
    assert (answer.status_code, "in the archive" in text_of(answer)) == (422, True)


def test_next_session_stands_beside_it(client, batch, member):
    cancel_session(session=make_session(batch, title="Cancelled", starts_at=NOW + timedelta(hours=2)))
    make_session(batch, title="Second", starts_at=NOW + timedelta(days=2))
    make_session(batch, title="First", starts_at=NOW + timedelta(days=1))
    text = shown(client, batch)
    assert "First" in text
    for absent in ("Cancelled", "Second"):
        assert absent not in text


def filled(batch, number: int) -> None:
    """So many announcements with a file and a comment, and as many members."""
    if number:
        hours = [NOW - timedelta(hours=place) for place in range(1, number + 1)]
        first = announce(batch, text="News", files=[upload()], is_pinned=True, now=hours[0])
        people = [member.user for member in seat_people(batch, number)]
        comment_all([first, *repeat_announcement(first, hours[1:])], people)


@pytest.mark.parametrize("number", [1, 20])
def test_pages_take_the_same_queries(client, batch, member, teacher, number, django_assert_num_queries):
    filled(batch, 2)
    filled(batch, number - 1)
    announce(batch, publish_at=NOW + timedelta(days=1), files=[upload()])
    one = BatchAnnouncement.objects.first()
    client.get(page(batch))
    with django_assert_num_queries(10):  # person, batch, course, session; pinned and page with files and comments
        client.get(page(batch))
    with django_assert_num_queries(7):
        client.get(f"{page(batch)}announcements/{one.pk}/")
    client.force_login(teacher)
    client.get(page(batch))
    with django_assert_num_queries(12):  # what waits, with files
        client.get(page(batch))
