"""Rows once written by services, written again for the next course: a tenth of the time, and the very same rows.

The services make a course of each kind once, with ids and words that nothing else looks like, in a
transaction that is rolled back. What they wrote is kept as JSON text. The next course is that text with
its own ids, words and moments put in their places; PostgreSQL unpacks it into the tables. What is derived
from words is not rewritten: nothing is replayed where the indexes of search are kept.
"""

import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import uuid4

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from django_tasks import task_backends
from wagtail.models import Site

from accounts.models import User
from catalog.models import Category, CourseIndexPage, CoursePage
from catalog.queries.outline import course_version
from catalog.services.courses import free_slug
from lms_site.cache_versions import bump
from lms_site.handover import after_commit
from lms_site.models import CacheVersion, OutboxEvent
from tests.unindexed import UnindexedBackend

TITLE, SLUG, TEACHER, CATEGORY = "Zzq Course", "zzq-course", "Zzq Teacher", "Zzq Category"
STAND_IN_IDS, COURSE_IDS, IDS_A_TABLE = 1_800_000_000, 1_900_000_000, 20_000
ID = re.compile(r"\b1[89]\d{8}\b")
UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
MOMENT = re.compile(r'"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(?:Z|[+-]\d\d:\d\d))"')
# Below which page courses stand and below which folder their files do, and where the last of them stands.
PLACES = """
SELECT parent.id, parent.path, (SELECT max(path) FROM {table} WHERE path LIKE parent.path || '____')
FROM {table} AS parent WHERE {condition} ORDER BY parent.path LIMIT 1
"""
COURSES = PLACES.format(table="wagtailcore_page", condition="id IN (SELECT page_ptr_id FROM catalog_courseindexpage)")
FOLDERS = PLACES.format(table="wagtailcore_collection", condition="depth = 1")
SEQUENCE = "quote_ident(schemaname) || '.' || quote_ident(sequencename)"
MORE_CHILDREN = """
UPDATE wagtailcore_page SET numchild = numchild + %s WHERE id = %s;
UPDATE wagtailcore_collection SET numchild = numchild + %s WHERE id = %s
"""
# Raised through a service instead, as a transaction remembers what it has changed.
NOT_REPLAYED = CacheVersion


@dataclass(frozen=True)
class StandIns:
    """Whom and what another course has in their places: a teacher called TEACHER, a main category called CATEGORY."""

    teacher: User
    category: Category | None = None


@dataclass(frozen=True)
class Recording:
    """What the services wrote, as JSON rows by table, and the places of what differs from course to course."""

    rows: dict[str, str]
    stand_ins: StandIns
    path: str
    folder_path: str
    made_at: datetime

    @cached_property
    def ids(self) -> list[tuple[str, str]]:
        """What numbers the rows of a table, and the id that a row has in the text, for each of these rows."""
        sequences = _sequences().items()
        return [(sequence, str(row["id"])) for table, sequence in sequences for row in self._rows_of(table)]

    @cached_property
    def waiting_ids(self) -> list[str]:
        """The ids that events have in the text which nobody has reacted to yet, in order."""
        events = self._rows_of(OutboxEvent._meta.db_table)
        return [str(event["id"]) for event in events if event["delivered_at"] is None]

    def _rows_of(self, table: str) -> list[dict]:
        return json.loads(self.rows.get(table, "[]"))


def can_replay() -> bool:
    """Whether rows may be replayed: on PostgreSQL, without indexes."""
    return connection.vendor == "postgresql" and isinstance(task_backends["default"], UnindexedBackend)


@transaction.atomic
def record(make: Callable[[StandIns], CoursePage], make_stand_ins: Callable[[], StandIns]) -> Recording:
    """What `make` writes for a course called TITLE with these stand-ins; nothing of it stays."""
    with _numbers_kept():
        point = transaction.savepoint()
        try:
            _number_from(STAND_IN_IDS)
            stand_ins = make_stand_ins()
            _number_from(COURSE_IDS)
            course = make(stand_ins)
            return Recording(
                rows={table: rows for table, key in _numbered_anew().items() if (rows := _written(table, key))},
                stand_ins=stand_ins,
                path=course.path,
                folder_path=course.team.collection.path,
                made_at=timezone.now(),
            )
        finally:
            transaction.savepoint_rollback(point)


@transaction.atomic
def replay(recording: Recording, *, title: str, teacher: User, category: Category | None = None) -> CoursePage:
    """Another course like the recorded one: `title` by `teacher`, made now; of `category` if that one has one."""
    [course], event_ids = _insert(recording, titles=[title], teacher=teacher, category=category)
    for pk in event_ids:
        after_commit("lms_site.tasks.deliver", pk)
    return course


@transaction.atomic
def replay_quietly(
    recording: Recording, *, titles: list[str], teacher: User, category: Category | None = None
) -> list[CoursePage]:
    """As many courses like the recorded one, each table at one stroke; their events count as delivered."""
    if not titles:
        return []
    courses, event_ids = _insert(recording, titles=titles, teacher=teacher, category=category)
    OutboxEvent.objects.filter(pk__in=event_ids).update(delivered_at=timezone.now())
    return courses


def _insert(
    recording: Recording, *, titles: list[str], teacher: User, category: Category | None
) -> tuple[list[CoursePage], list[int]]:
    """The courses, their caches void or filled, and the ids of the events that wait to be delivered."""
    (index_id, index, last_course), (folders_id, folders, last_folder) = _places()
    paths, folder_paths = _next_paths(index, last_course, len(titles)), _next_paths(folders, last_folder, len(titles))
    parent = CourseIndexPage(pk=index_id, path=index, depth=len(index) // CourseIndexPage.steplen, numchild=1)
    new_ids, late = _new_ids(recording, len(titles)), timezone.now() - recording.made_at
    rewrites = []
    for title, path, folder_path, ids in zip(titles, paths, folder_paths, new_ids, strict=True):
        words = {
            f'"{recording.path}': f'"{path}',
            f'"{recording.folder_path}"': f'"{folder_path}"',
            SLUG: free_slug(parent, title),
            **_spoken(TITLE, title),
            **_spoken(TEACHER, teacher.name),
        }
        ids[str(recording.stand_ins.teacher.pk)] = str(teacher.pk)
        if category:
            ids[str(recording.stand_ins.category.pk)] = str(category.pk)
            words |= _spoken(CATEGORY, category.name)
        rewrites.append(_rewriter(ids, words, late=late))
    _unpack(recording, rewrites, parents=[index_id, folders_id])
    courses = list(CoursePage.objects.filter(path__in=paths).order_by("path"))
    bump(*(course_version(course.translation_key) for course in courses), "public")
    Site.get_site_root_paths()
    return courses, [int(ids[pk]) for ids in new_ids for pk in recording.waiting_ids]


def _unpack(recording: Recording, rewrites: list[Callable[[str], str]], parents: list[int]) -> None:
    """Write the rows as each of `rewrites` has them, and one more child for each to the `parents`."""
    rows = [f"[{','.join(rewrite(text)[1:-1] for rewrite in rewrites)}]" for text in recording.rows.values()]
    unpack = "INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, %s);"
    with connection.cursor() as cursor:
        # In one message to the server: waiting for each would take longer than what it does.
        cursor.execute(
            "".join(unpack.format(table=table) for table in recording.rows) + MORE_CHILDREN,
            [*rows, *(value for pk in parents for value in (len(rewrites), pk))],
        )


def _rewriter(ids: dict[str, str], words: dict[str, str], late: timedelta) -> Callable[[str], str]:
    """What puts another course's own values into the text; every UUID becomes another one, the same everywhere."""
    uuids: dict[str, str] = {}

    def rewrite(text: str) -> str:
        text = UUID.sub(lambda found: uuids.setdefault(found[0], str(uuid4())), text)
        text = ID.sub(lambda found: ids.get(found[0], found[0]), text)
        text = MOMENT.sub(lambda found: f'"{(datetime.fromisoformat(found[1]) + late).isoformat()}"', text)
        for recorded, own in words.items():
            text = text.replace(recorded, own)
        return text

    return rewrite


def _spoken(recorded: str, own: str) -> dict[str, str]:
    """A name as it was written and as search has it, each as it stands within JSON."""
    return {recorded: json.dumps(own)[1:-1], recorded.lower(): json.dumps(own.lower())[1:-1]}


def _places() -> list[tuple[int, str, str | None]]:
    """The catalog page and the folder of all folders: id, path, and the path of the last child."""
    with connection.cursor() as cursor:
        cursor.execute(f"({COURSES}) UNION ALL ({FOLDERS})")
        return cursor.fetchall()


def _next_paths(parent: str, last: str | None, count: int) -> list[str]:
    """Where the next children of `parent` stand, after `last` if there are any."""
    tree = CoursePage
    done = tree._str2int(last[-tree.steplen :]) if last else 0
    depth = len(parent) // tree.steplen + 1
    return [tree._get_path(parent, depth, done + number) for number in range(1, count + 1)]


# --- Numbers of rows ------------------------------------------------------------------------


def _tables() -> Iterator[tuple[str, models.Field]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and model is not NOT_REPLAYED:
            yield model._meta.db_table, model._meta.pk


@functools.cache
def _keys() -> dict[str, str]:
    """The primary key of each table whose rows have numbers, own ones or those of another table."""
    return {
        table: key.column
        for table, key in _tables()
        if isinstance(key.target_field if key.remote_field else key, models.IntegerField)
    }


@functools.cache
def _sequences() -> dict[str, str]:
    """What numbers the rows of each table."""
    own = {
        table: key.column for table, key in _tables() if isinstance(key, models.IntegerField) and not key.remote_field
    }
    with connection.cursor() as cursor:
        sql = "SELECT named, pg_get_serial_sequence(named, key) FROM unnest(%s, %s) AS numbered (named, key)"
        cursor.execute(sql, [list(own), list(own.values())])
        return {table: sequence for table, sequence in cursor.fetchall() if sequence}


def _number_from(first: int) -> None:
    """Let the next row of each table have a number from a block of its own, beginning at `first`."""
    blocks = range(first, COURSE_IDS * 2, IDS_A_TABLE)
    _set_numbers((sequence, number, False) for sequence, number in zip(_sequences().values(), blocks, strict=False))


def _numbered_anew() -> dict[str, str]:
    """Those of the keys whose tables may have rows since `_number_from`: most tables have none."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SEQUENCE} FROM pg_sequences WHERE last_value IS NOT NULL")
        used = {name for (name,) in cursor.fetchall()}
    sequences = _sequences()
    return {table: key for table, key in _keys().items() if table not in sequences or sequences[table] in used}


@contextmanager
def _numbers_kept() -> Iterator[None]:
    """Number rows as before when the block ends: a rollback does not do that."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SEQUENCE}, last_value FROM pg_sequences")
        before = cursor.fetchall()
    try:
        yield
    finally:
        _set_numbers((sequence, number or 1, number is not None) for sequence, number in before)


def _set_numbers(numbers: Iterable[tuple[str, int, bool]]) -> None:
    with connection.cursor() as cursor:
        given = "unnest(%s, %s::bigint[], %s) AS given (name, number, used)"
        columns = [list(column) for column in zip(*numbers, strict=True)]
        cursor.execute(f"SELECT setval(name::regclass, number, used) FROM {given}", columns)


def _new_ids(recording: Recording, count: int) -> list[dict[str, str]]:
    """`count` times a new id for each that the text has, in one query."""
    wanted = recording.ids
    with connection.cursor() as cursor:
        sql = "SELECT old, nextval(sequence::regclass)::text FROM unnest(%s, %s) AS wanted (sequence, old)"
        cursor.execute(sql, [list(column) * count for column in zip(*wanted, strict=True)])
        found = cursor.fetchall()
    return [dict(found[start : start + len(wanted)]) for start in range(0, len(found), len(wanted))]


def _written(table: str, key: str) -> str:
    """The rows of `table` that were recorded, in order; empty when there are none."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT jsonb_agg(row ORDER BY row.{key})::text FROM {table} AS row WHERE {key} >= %s", [COURSE_IDS]
        )
        return cursor.fetchone()[0] or ""
