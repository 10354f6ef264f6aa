"""The roster as those who teach use it, and the tab People."""

import csv
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import UserProfile
from catalog.models import Enrollment
from classroom.models import BatchMember, JoinSource
from classroom.services.batches import archive_batch
from classroom.services.joining import leave_batch
from classroom.services.roster import remove_members
from lms_site.models import Stock
from tests.classroom.test_pages import text_of
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.crowds import queue_people, seat_people
from tests.factories.roster import assistant_of, make_full_batch, teacher_of
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(batch=make_batch(make_course(modules=0), seats=40, name="Mondays"))


batch = own("batch")


@pytest.fixture
def teacher(client, batch):
    client.force_login(teacher_of(batch))
    return client


def roster(batch, rest: str = "") -> str:
    return f"/teach/batches/{batch.pk}/roster/{rest}"


def named(batch, *names: str) -> list[BatchMember]:
    return [seat(batch, UserFactory(display_name=name)) for name in names]


def shown(client, batch, query: str = "") -> list[str]:
    page = client.get(roster(batch, query))
    assert page.status_code == 200
    return [row.user.display_name for row in page.context["page_obj"]]


def test_roster_is_for_those_who_teach_alone(client, batch):
    member = seat(batch)
    rests = ["", "message/", "move/", "remove/", "import/", "table.csv"]
    for rest in rests:
        assert client.get(roster(batch, rest)).status_code == 302
    client.force_login(member.user)
    assert {client.get(roster(batch, rest)).status_code for rest in rests} == {403}
    client.force_login(UserFactory())
    assert client.get(f"/batches/{batch.pk}/people/").status_code == 403


def test_assistants_see_and_write_and_change_nobody(client, batch):
    member = seat(batch)
    client.force_login(assistant_of(batch))
    assert "Add people" not in text_of(client.get(roster(batch)))
    assert client.get(roster(batch, "message/")).status_code == 200
    for rest in ("move/", "remove/", "import/"):
        assert client.get(roster(batch, rest), {"who": member.pk}).status_code == 403
        assert client.post(roster(batch, rest), {"who": member.pk, "reason": "x"}).status_code == 403
    assert client.post(roster(batch), {"do": "put_back", "member": member.pk}).status_code == 403


def test_lists_filters_and_orders(teacher, batch):
    _agus, budi, citra = named(batch, "Agus", "Budi", "Citra")
    Enrollment.objects.update(required_count=2)
    Enrollment.objects.filter(user=budi.user).update(completed_count=2, last_seen_at=timezone.now())
    remove_members(batch=batch, members=[citra.pk], by=teacher_of(batch), reason="Moved away")
    assert shown(teacher, batch) == ["Agus", "Budi"]
    assert shown(teacher, batch, "?sort=-name") == ["Budi", "Agus"]
    assert shown(teacher, batch, "?sort=-progress") == ["Budi", "Agus"]
    assert shown(teacher, batch, "?sort=seen") == ["Agus", "Budi"]
    assert shown(teacher, batch, "?under=100") == shown(teacher, batch, "?unseen=1") == ["Agus"]
    assert shown(teacher, batch, f"?q={budi.user.email.upper()}") == ["Budi"]
    assert shown(teacher, batch, "?state=left") == ["Citra"]
    assert "Removed: Moved away" in text_of(teacher.get(roster(batch, "?state=left")))
    assert shown(teacher, batch, "?source=code&state=x&sort=password&under=abc") == []
    assert "Nobody here matches" in text_of(teacher.get(roster(batch, "?source=code")))
    assert shown(teacher, batch, "?sort=password&under=abc") == ["Agus", "Budi"]


def test_removing_asks_first_names_who_paid_and_can_be_undone(teacher, batch):
    dewi, paid = seat(batch, UserFactory(display_name="Dewi")), UserFactory(display_name="Paula")
    paid = seat(batch, paid, JoinSource.PURCHASE)
    asked = text_of(teacher.get(roster(batch, f"remove/?who={dewi.pk}&who={paid.pk}")))
    assert "Paid for their places: Paula." in asked
    assert f'value="{dewi.pk},{paid.pk}"' in asked
    assert BatchMember.objects.filter(left_at=None).count() == 2
    assert teacher.post(roster(batch, "remove/"), {"who": dewi.pk}).status_code == 422
    gone = teacher.post(roster(batch, "remove/"), {"who": dewi.pk, "reason": "Moved away"}, follow=True)
    assert "1 person was removed." in text_of(gone)
    back = teacher.post(roster(batch), {"do": "put_back", "member": dewi.pk}, follow=True)
    assert "Dewi is back in the batch." in text_of(back)
    assert BatchMember.objects.filter(left_at=None).count() == 2


def test_putting_back_into_a_full_batch_says_so(client):
    batch = make_full_batch()
    client.force_login(teacher_of(batch))
    member = batch.members.get()
    remove_members(batch=batch, members=[member.pk], by=teacher_of(batch), reason="By mistake")
    seat(batch)
    answer = client.post(roster(batch), {"do": "put_back", "member": member.pk}, follow=True)
    assert "There is no seat left" in text_of(answer)


def test_all_that_match_are_moved(teacher, batch):
    named(batch, "Anna A", "Anna B", "Budi")
    other = make_batch(teacher=teacher_of(batch), name="Tuesdays")
    other.course_key = batch.course_key
    other.save()
    asked = teacher.get(roster(batch, "move/?all=1&q=anna"))
    assert "Tuesdays, from" in text_of(asked)
    answer = teacher.post(roster(batch, "move/"), {"who": asked.context["who"], "to": other.pk}, follow=True)
    assert "2 people are in “Tuesdays” now." in text_of(answer)
    assert shown(teacher, batch) == ["Budi"]
    assert "Moved to “Tuesdays”" in text_of(teacher.get(roster(batch, "?state=left")))


def test_moving_offers_only_batches_that_one_runs(teacher, batch):
    member = seat(batch)
    foreign = make_batch(name="Foreign")
    foreign.course_key = batch.course_key
    foreign.save()
    asked = teacher.get(roster(batch, f"move/?who={member.pk}"))
    assert "You teach no other batch" in text_of(asked)
    assert teacher.post(roster(batch, "move/"), {"who": member.pk, "to": foreign.pk}).status_code == 422


def test_writing_to_all_or_to_those_chosen(teacher, batch):
    dewi, _other = named(batch, "Dewi", "Eka")
    assert "To all 2 people" in text_of(teacher.get(roster(batch, "message/")))
    mail = {"subject": "Thursday", "text": "Bring a pencil."}
    for who, said in (({}, "goes to 2 people"), ({"who": dewi.pk}, "goes to 1 person")):
        assert said in text_of(teacher.post(roster(batch, "message/"), {**mail, **who}, follow=True))
    assert teacher.post(roster(batch, "message/"), {"subject": "x"}).status_code == 422


@pytest.mark.parametrize("rest", ["message/?chosen=1", "move/", "remove/?who=x&who=999999", "remove/?who=9" + "9" * 30])
def test_whoever_chose_nobody_is_told(teacher, batch, rest):
    seat(batch)
    assert "Choose people of the list first." in text_of(teacher.get(roster(batch, rest), follow=True))


def test_people_of_another_batch_are_never_touched(teacher, batch):
    stranger = seat(make_batch())
    leave_batch(user=stranger.user, batch=stranger.batch)
    for data in ({"do": "put_back", "member": stranger.pk}, {"do": "first", "entry": 1}, {"do": "nothing"}):
        assert teacher.post(roster(batch), data).status_code == 404
    answer = teacher.post(roster(batch, "remove/"), {"who": stranger.pk, "reason": "x"}, follow=True)
    assert "Choose people" in text_of(answer)


def test_those_who_wait_are_put_first_and_seated(client):
    batch = make_full_batch(waiting=2)
    client.force_login(teacher_of(batch))
    first, second = batch.waitlist.all()
    client.post(roster(batch), {"do": "first", "entry": second.pk})
    page = client.get(roster(batch, "?state=waiting"))
    assert [entry.pk for entry in page.context["page_obj"]] == [second.pk, first.pk]
    Stock.objects.filter(pk=batch.stock_id).update(capacity=2)
    answer = client.post(roster(batch), {"do": "seat", "who": [first.pk, second.pk]}, follow=True)
    assert "1 of 2 have a seat now." in text_of(answer)
    assert "There is no seat left" in text_of(client.post(roster(batch), {"do": "seat", "who": first.pk}, follow=True))


def test_tables_to_take_away_hold_what_is_shown_and_compute_nothing(teacher, batch):
    named(batch, "=2+5", "Dewi")
    answer = teacher.get(roster(batch, "table.csv?q=2%2B5"))
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Name", "'=2+5"]
    for state in ("here", "left", "waiting"):
        assert teacher.get(roster(batch, f"table.xlsx?state={state}")).status_code == 200
    assert teacher.get(roster(batch, "table.pdf")).status_code == 404


def test_archived_batch_is_read_and_not_changed(teacher, batch):
    member = seat(batch)
    archive_batch(batch=batch)
    page = text_of(teacher.get(roster(batch)))
    assert 'name="who"' not in page
    assert "Add people" not in page
    answer = teacher.post(roster(batch, "remove/"), {"who": member.pk, "reason": "x"})
    assert (answer.status_code, "in the archive" in text_of(answer)) == (422, True)


def test_classmates_see_names_and_no_addresses(client, batch):
    public, hidden = named(batch, "Dewi", "Eka")
    UserProfile.objects.filter(user=public.user).update(is_public=True, headline="Weaver")
    left = seat(batch, UserFactory(display_name="Gone"))
    leave_batch(user=left.user, batch=batch)
    client.force_login(hidden.user)
    page = text_of(client.get(f"/batches/{batch.pk}/people/"))
    for text in ("Dewi", "Weaver", "Eka", f"/people/dewi-{public.user_id}/", teacher_of(batch).name):
        assert text in page
    assert "Gone" not in page
    assert public.user.email not in page
    assert teacher_of(batch).email not in page


@pytest.mark.parametrize("number", [1, 20])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/teach/batches/{}/roster/", 7),
        ("/teach/batches/{}/roster/?state=left&q=a", 7),
        ("/teach/batches/{}/roster/?state=waiting", 7),
        ("/batches/{}/people/", 6),
    ],
)
def test_pages_take_the_same_queries_however_many_there_are(
    teacher, batch, address, queries, number, django_assert_num_queries
):
    # To all but the last of those who wait a seat is offered.
    gone = seat_people(batch, number)
    queue_people(batch, number - 1)
    remove_members(batch=batch, members=[member.pk for member in gone], by=teacher_of(batch), reason="x")
    queue_people(batch, 1)
    seat_people(batch, number)
    Enrollment.objects.update(last_seen_at=timezone.now() - timedelta(days=1))
    teacher.get(address.format(batch.pk))
    with django_assert_num_queries(queries):
        assert teacher.get(address.format(batch.pk)).status_code == 200
