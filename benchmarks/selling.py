"""The sales dashboards of a shop with a million lines in its books, in milliseconds."""

from statistics import median
from time import perf_counter
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services.consent import accept
from accounts.services.users import create_user
from commerce.days import day_of
from commerce.forms import PeriodForm
from commerce.models import LedgerEntry, Offer
from commerce.period import presets

ENTRIES = 1_000_000
EACH = 3  # entries a sale: tax, the platform, the instructor
SALES = ENTRIES // EACH + 1
DAYS, COURSES, TEACHERS = 730, 300, 30
ADMIN, TEACHER = "cashier@bench.example", "teacher0@bench.example"
# The teacher who sells most has a tenth of all sales.
PERSON = "(ARRAY[{people}])[1 + CASE WHEN n % 10 = 0 THEN 0 ELSE n % {count} END]"
MOMENT = f"now() - (n % {DAYS}) * interval '1 day'"


def measure_dashboards() -> dict[str, float]:
    """The median time of ten answers to each dashboard, with a year to show; builds the sales where there are none."""
    if LedgerEntry.objects.count() < ENTRIES:
        build_sales()
    pages = {"teacher": (TEACHER, "/teach/sales/"), "admin": (ADMIN, "/cms/sales/")}
    return {name: _median_of(email, path) for name, (email, path) in pages.items()}


def _median_of(email: str, path: str) -> float:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(email=email), backend="accounts.backends.PersonBackend")
    year = presets(PeriodForm({}, today=day_of(timezone.now())))[-1]
    query = {"since": year.since, "until": year.until}
    times = []
    for _ in range(11):
        start = perf_counter()
        answer = client.get(path, query)
        times.append((perf_counter() - start) * 1000)
        assert answer.status_code == 200, answer
    return median(times[1:])


@transaction.atomic
def build_sales() -> None:
    """A third of a million sales over two years, written by the database itself."""
    teachers = [_person(f"teacher{number}@bench.example", "instructor") for number in range(TEACHERS)]
    _person(ADMIN, "admin")
    offer = Offer.objects.create(kind="course", course_key=uuid4(), currency="USD")
    person = PERSON.format(people=", ".join(str(teacher.pk) for teacher in teachers), count=TEACHERS)
    course = f"md5((n % {COURSES})::text)::uuid"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for statement in (ORDERS, LINES, SHARES, BOOKS, DAYS_OF_COURSES, DAYS_OF_PEOPLE):
            cursor.execute(statement.format(sales=SALES, offer=offer.pk, person=person, course=course, moment=MOMENT))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE commerce_revenue, commerce_salesday, commerce_ledgerentry")


def _person(email: str, role: str) -> User:
    user = create_user(email=email, password=None, display_name=email.partition("@")[0], role=role)
    accept(user=user)
    return user


ORDERS = """
INSERT INTO commerce_order (key, number, status, currency, list_minor, discount_minor, net_minor, tax_minor,
  total_minor, refunded_minor, coupon_code, email, billing_name, billing_address, country, region, vat_id, language,
  fingerprint, placed_at, expires_at, paid_at)
SELECT gen_random_uuid(), 'B' || n, 'paid', 'USD', 1900, 0, 1900, 190, 2090, 0, '', 'b@bench.example', '', '', '', '',
  '', 'en', '', {moment}, {moment}, {moment}
FROM generate_series(1, {sales}) AS n
"""
LINES = """
INSERT INTO commerce_orderline (order_id, offer_id, position, title, list_minor, discount_minor, net_minor, tax_minor,
  total_minor, tax_name, tax_percent, tax_included, refunded_minor, gift_email, gift_name, gift_message)
SELECT id, {offer}, 0, 'Course', 1900, 0, 1900, 190, 2090, '', 10, false, 0, '', '', ''
FROM commerce_order WHERE number LIKE 'B%'
"""
SHARES = """
INSERT INTO commerce_revenue (kind, line_id, course_key, instructor_id, percent, amount_minor, currency, created_at,
  available_at)
SELECT 'sale', id, {course}, who.person, who.percent, who.amount, 'USD', {moment},
  {moment} + interval '30 days'
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM commerce_orderline WHERE offer_id = {offer}) AS line,
LATERAL (VALUES ({person}, 70, 1330), (NULL, 30, 570)) AS who (person, percent, amount)
"""
BOOKS = """
INSERT INTO commerce_ledgerentry (key, debit, credit, instructor_id, amount_minor, currency, booked_at)
SELECT 'bench:' || n || ':' || who.credit, 'provider', who.credit, who.person, who.amount, 'USD', {moment}
FROM generate_series(1, {sales}) AS n,
LATERAL (VALUES ('tax', NULL, 190), ('platform', NULL, 570), ('instructor', {person}, 1330))
  AS who (credit, person, amount)
"""
DAYS_OF_COURSES = """
INSERT INTO commerce_salesday (day, course_key, instructor_id, currency, sold_count, refunded_count, net_minor,
  refunded_minor, share_minor)
SELECT (created_at AT TIME ZONE 'UTC')::date, course_key, NULL, currency,
  count(*) FILTER (WHERE instructor_id IS NULL), 0, sum(amount_minor), 0,
  sum(amount_minor) FILTER (WHERE instructor_id IS NULL)
FROM commerce_revenue GROUP BY 1, 2, 4
"""
DAYS_OF_PEOPLE = """
INSERT INTO commerce_salesday (day, course_key, instructor_id, currency, sold_count, refunded_count, net_minor,
  refunded_minor, share_minor)
SELECT (created_at AT TIME ZONE 'UTC')::date, course_key, instructor_id, currency, count(*), 0, sum(amount_minor), 0,
  sum(amount_minor)
FROM commerce_revenue WHERE instructor_id IS NOT NULL GROUP BY 1, 2, 3, 4
"""
