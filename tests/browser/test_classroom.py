"""A batch in a real browser: as its teacher runs it, and as learners live in it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from classroom.models import Attendance, BatchMember, CourseBatch, JoinSource
from classroom.services.announcements import AnnouncementDraft, post_announcement
from classroom.services.materials import MaterialDraft, add_material
from classroom.tasks.sessions import settle_rooms
from tests.browser.looking import faults
from tests.factories.accounts import InstructorFactory, UserFactory
from tests.factories.catalog import make_course
from tests.factories.classroom import make_batch, seat
from tests.factories.sessions import make_session

pytestmark = pytest.mark.django_db(transaction=True)


def come_in(client, page: Page, live_server, user):
    """Sign in by a cookie."""
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    return user


@pytest.fixture
def teacher(client, page, live_server):
    return come_in(client, page, live_server, InstructorFactory(display_name="Sekar"))


@pytest.fixture
def learner(client, page, live_server):
    return come_in(client, page, live_server, UserFactory(display_name="Dewi"))


@pytest.fixture
def batch():
    """One that meets just now."""
    batch = make_batch(make_course(title="Loops", lessons=1), joining="code", name="Thursday evenings", seats=3)
    make_session(batch, title="Evening class", starts_at=timezone.now() - timedelta(minutes=5))
    settle_rooms()
    return batch


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Rooms of this batch").get_by_role("link", name=name, exact=True).click()


def test_teacher_makes_a_batch_and_runs_it(page, teacher):
    make_course(author=teacher, title="Loops", lessons=1)
    page.goto("/teach/batches/new/")
    page.get_by_label("Course", exact=True).select_option(label="Loops")
    page.get_by_label("Name", exact=True).fill("Thursday evenings")
    today = timezone.now().date()
    page.get_by_label("First day").fill(today.isoformat())
    page.get_by_label("Last day").fill((today + timedelta(days=27)).isoformat())
    row = page.get_by_role("group", name="Time 1", exact=True)
    row.get_by_label("Day").select_option(label="Thursday")
    row.get_by_label("Begins").fill("19:00")
    page.get_by_role("button", name="Make the batch").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thursday evenings")
    batch = CourseBatch.objects.get()
    expect(page.get_by_text(f"{batch.join_code[:4]}-{batch.join_code[4:]}")).to_be_visible()
    tab(page, "Live sessions")
    expect(page.get_by_role("heading", name="Thursday evenings", level=2).first).to_be_visible()

    # What is announced is looked at first, then stands in the stream of everybody.
    page.get_by_role("link", name="As learners see it").click()
    page.get_by_label("Tell everybody in this batch").fill("Bring **paper**.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("strong", has_text="paper")).to_be_visible()
    page.get_by_role("button", name="Announce").click()
    expect(page.get_by_role("article").locator("strong", has_text="paper")).to_be_visible()


def test_teacher_marks_a_class_by_keyboard(page, teacher, batch):
    batch.teachers.create(user=teacher)
    people = [seat(batch, UserFactory(display_name=name)) for name in ("Ana", "Budi")]
    BatchMember.objects.update(joined_at=timezone.now() - timedelta(days=1))
    session = batch.sessions.get()
    page.goto(f"/teach/batches/{batch.pk}/attendance/{session.pk}/")
    choice = page.get_by_role("group", name="Ana").get_by_role("radio", name="Present", exact=True)
    choice.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Ana").get_by_role("radio", name="Present", exact=True)).to_be_checked()
    assert Attendance.objects.get(session=session).member == people[0]


def test_learner_joins_by_code_answers_and_goes_to_the_meeting(page, learner, batch):
    post_announcement(user=batch.teachers.get().user, batch=batch, draft=AnnouncementDraft(text="Welcome"))
    page.goto("/learn/code/")
    page.get_by_label("Code").fill(f"{batch.join_code[:4]} {batch.join_code[4:].lower()}")
    page.get_by_label("Code").press("Enter")
    expect(page.get_by_text("You are in. Welcome to the batch.")).to_be_visible()
    assert BatchMember.objects.get(user=learner).source == JoinSource.CODE
    post = page.get_by_role("article").first
    post.get_by_text("Comment", exact=True).click()
    post.get_by_role("textbox").fill("Thank you")
    post.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Thank you")).to_be_visible()

    # One click leads to the partner's room, which no test reaches.
    tab(page, "Live sessions")
    with page.expect_request(lambda request: request.url.startswith("https://meet.jit.si/")):
        page.get_by_role("button", name="Join").first.click()
    assert batch.sessions.get().presences.get().user == learner


def test_rooms_have_no_faults(page, teacher, batch):
    batch.teachers.create(user=teacher)
    seat(batch)
    post_announcement(user=teacher, batch=batch, draft=AnnouncementDraft(text="Welcome, **all**", is_pinned=True))
    draft = MaterialDraft(title="Reading list", text="Chapter one", topic="Week 1")
    add_material(user=teacher, batch=batch, draft=draft)
    shared = ["", "classwork/", "calendar/", "sessions/", "people/"]
    session = batch.sessions.get()
    taught = ["roster/", "sessions/", "attendance/", f"attendance/{session.pk}/", "openings/", "settings/", "price/"]
    rooms = [f"/batches/{batch.pk}/{room}" for room in shared]
    desks = [f"/teach/batches/{batch.pk}/{room}" for room in taught]
    assert faults(page, [*rooms, *desks, "/teach/", "/teach/batches/new/"]) == []


def test_own_calendar_and_attendance_have_no_faults(page, learner, batch):
    seat(batch, learner)
    addresses = ["/calendar/", "/calendar/?view=week", "/calendar/?view=agenda", "/calendar/feed/"]
    assert faults(page, [*addresses, f"/batches/{batch.pk}/attendance/"]) == []
