"""The roster of a large batch, and putting a thousand people in by one list."""

from datetime import timedelta
from statistics import median
from time import perf_counter
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services.consent import accept
from accounts.services.inviting import invite_people
from accounts.services.users import create_user
from catalog.models import CoursePage
from classroom.models import CourseBatch, ImportState, JoinSource, RosterImport
from classroom.services.batches import BatchPlan, create_batch
from classroom.services.placing import seat_group
from classroom.services.roster_import import keep_list, run_import

TEACHER = "rosters@bench.example"
LEARNERS, NEWCOMERS = 500, 1000


def measure_rosters() -> dict[str, tuple[float, int]]:
    """Medians of the pages of a batch of 500 and of a list of 1,000 people, each with what is asked for."""
    batch = _batch_of(LEARNERS)
    roster, people = f"/teach/batches/{batch.pk}/roster/", f"/batches/{batch.pk}/people/"
    return {
        "roster of 500, ms": (_median_of(roster), 200),
        "roster of 500 by progress, ms": (_median_of(f"{roster}?sort=-progress"), 200),
        "tab People of 500, ms": (_median_of(people), 200),
        "list of 1,000 people put in, s": (median(measure_import() for _run in range(3)), 10),
    }


def measure_import() -> float:
    """Seconds of the task that puts a list of new accounts into an empty batch."""
    batch, run = _batch_of(0), uuid4().hex[:8]
    rows = [f"p{number}-{run}@bench.example,Person {number}" for number in range(NEWCOMERS)]
    content = "\n".join(["email,name", *rows]).encode()
    found = keep_list(batch=batch, content=content, filename="bench.csv", by=_teacher())
    RosterImport.objects.filter(pk=found.pk).update(state=ImportState.QUEUED)
    started = perf_counter()
    run_import(import_id=found.pk)
    seconds = perf_counter() - started
    if batch.members.count() != NEWCOMERS:
        raise RuntimeError(f"{batch.members.count()} were put in")
    return seconds


def _batch_of(size: int) -> CourseBatch:
    today = timezone.now().date()
    plan = BatchPlan(name="Bench", starts_on=today, ends_on=today + timedelta(days=30), timezone="Asia/Jakarta")
    course = CoursePage.objects.live().order_by("pk")[0]
    batch = create_batch(course=course, plan=plan, teacher=_teacher())
    names = {f"m{number}-{uuid4().hex[:8]}@bench.example": f"Member {number}" for number in range(size)}
    people = invite_people(names=names)
    seat_group(batch=batch, sources=dict.fromkeys([person.pk for person in people], JoinSource.STAFF))
    return batch


def _teacher() -> User:
    known = User.objects.filter(email=TEACHER).first()
    if known is not None:
        return known
    teacher = create_user(email=TEACHER, display_name="Teacher", role="instructor")
    accept(user=teacher)
    return teacher


def _median_of(path: str) -> float:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(_teacher(), backend="accounts.backends.PersonBackend")
    times = []
    for _run in range(11):
        started = perf_counter()
        answer = client.get(path)
        times.append((perf_counter() - started) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
    return median(times[1:])
