"""The activity report of the CMS: listed, filtered, exported without live cells."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from accounts.models import UserActivity
from accounts.services.activity import record_activities, record_activity
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory

pytestmark = pytest.mark.django_db
REPORT = "/cms/reports/activity/"
REPORT_QUERIES = 11  # the list costs two of them, the CMS around it nine


@pytest.fixture
def admin(client):
    user = AdminFactory()
    client.force_login(user)
    user.activities.all().delete()
    return user


def rows_of(response) -> list[dict]:
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize("factory", [InstructorFactory, ModeratorFactory, UserFactory])
def test_report_is_for_admins(client, factory):
    client.force_login(factory())
    assert client.get(REPORT).status_code == 302
    assert client.get(f"{REPORT}?export=csv").status_code == 302


def test_report_lists_everybody(client, admin):
    record_activity(user=UserFactory(email="sari@example.com"), verb="enrolled", label="Batik")
    page = client.get(REPORT).content.decode()
    assert "sari@example.com" in page
    assert "Enrolled" in page
    assert "Batik" in page


@pytest.mark.parametrize(
    "query", ["person=SARI", "verb=enrolled", "created_at_from=2026-03-02&created_at_to=2026-03-02"]
)
def test_report_is_filtered(client, admin, query, time_machine):
    time_machine.move_to("2026-03-02 08:00:00+00:00")
    record_activity(user=UserFactory(email="sari@example.com"), verb="enrolled", label="Batik")
    time_machine.move_to("2026-03-09 08:00:00+00:00")
    record_activity(user=UserFactory(email="budi@example.com"), verb="left", label="Gamelan")
    client.force_login(admin)
    page = client.get(f"{REPORT}?{query}").content.decode()
    assert "Batik" in page
    assert "Gamelan" not in page
    exported = rows_of(client.get(f"{REPORT}?{query}&export=csv"))
    assert [row["About"] for row in exported if row["About"]] == ["Batik"]


def test_csv_holds_what_the_page_shows(client, admin):
    record_activity(user=UserFactory(email="sari@example.com"), verb="enrolled", label="Batik", object_key="course:1")
    (row,) = rows_of(client.get(f"{REPORT}?export=csv"))
    assert (row["E-mail address"], row["What"], row["About"], row["Object"]) == (
        "sari@example.com",
        "Enrolled",
        "Batik",
        "course:1",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_exported_cell_is_a_formula(client, admin, start):
    record_activity(user=UserFactory(), verb="enrolled", label=f'{start}HYPERLINK("https://evil.example")')
    (row,) = rows_of(client.get(f"{REPORT}?export=csv"))
    assert row["About"].startswith("'")
    response = client.get(f"{REPORT}?export=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).startswith("'") for cell in cells)


@pytest.mark.parametrize("entries", [1, 40])
def test_report_costs_the_same_for_any_number_of_people(client, admin, django_assert_num_queries, entries):
    record_activities(UserActivity(user=UserFactory(), verb="enrolled") for _number in range(entries))
    client.get(REPORT)
    with django_assert_num_queries(REPORT_QUERIES):
        client.get(REPORT)
