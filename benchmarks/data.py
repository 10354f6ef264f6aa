"""A seeded school of a given size, written in bulk: 300 courses, 6,000 lessons, 20,000 learners.

Pages are copied row by row from one course that the services made, so that they are like any
other, and written with a few large statements, so that it takes a minute and not an hour.
"""

import random
import uuid
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User, UserProfile
from accounts.roles import STUDENTS
from accounts.services.users import create_user
from catalog.models import Category, Completion, CoursePage, Enrollment, Grant, LessonPage, ModulePage
from catalog.services.courses import add_lesson, add_module, course_index, create_course
from catalog.services.summaries import refresh_summary
from lms_site.cache_versions import bump
from lms_site.events import muted

SEED = 20_26
COURSES, MODULES, LESSONS = 300, 4, 5
LEARNERS, COMPLETIONS = 20_000, 200_000
LEVELS = ("beginner", "intermediate", "advanced", "all")
READER = "reader@bench.example"


def build() -> None:
    """Write the whole school into an empty database. Raises RuntimeError when there is one already."""
    if CoursePage.objects.exists():
        raise RuntimeError("This database has courses already; use an empty one.")
    chance = random.Random(SEED)
    with muted():
        template = template_course()
        copy_pages(template, chance)
        people = make_learners(chance)
        learn(people, chance)
        make_reader()
        for course in CoursePage.objects.live():
            refresh_summary(course)
    with transaction.atomic():
        bump("public", "shared")


def make_reader() -> None:
    """One learner with 50 courses, whose pages are measured."""
    user = create_user(email=READER, password=None, display_name="Reader", role="student")
    courses = list(CoursePage.objects.live().order_by("pk")[:50])
    enroll_rows([(user.pk, course) for course in courses])


def template_course() -> CoursePage:
    """One published course, made by the services; its lessons hold text, code and a table of headings."""
    author = create_user(email="author@bench.example", password=None, display_name="Author", role="instructor")
    for number in range(10):
        Category.objects.get_or_create(
            slug=f"bench-{number}", defaults={"name": f"Subject {number}", "hue": number * 36}
        )
    course = create_course(author=author, title="Bench course 0", outcomes=[("item", "Measure")], level="beginner")
    paragraph = "<p>" + "A sentence that is read and not skipped. " * 12 + "</p>"
    body = [("heading", {"text": "Part", "level": "h2"}), *[("paragraph", paragraph)] * 8]
    for module_number in range(1, MODULES + 1):
        module = add_module(course=CoursePage.objects.get(pk=course.pk), title=f"Module {module_number}", author=author)
        for number in range(1, LESSONS + 1):
            add_lesson(module=ModulePage.objects.get(pk=module.pk), title=f"Lesson {number}", author=author, body=body)
    for page in CoursePage.objects.get(pk=course.pk).get_descendants(inclusive=True).specific():
        page.get_latest_revision().publish()
    return CoursePage.objects.get(pk=course.pk)


def copy_pages(template: CoursePage, chance: random.Random) -> None:
    """COURSES - 1 copies of the template's tree: bulk rows of the page table, then their own tables by SQL."""
    index = course_index()
    originals = list(template.get_descendants(inclusive=True).order_by("path"))
    columns = {model: own_columns(model) for model in (CoursePage, ModulePage, LessonPage)}
    for number in range(1, COURSES):
        base = index.path + Page._int2str(number + 1).zfill(Page.steplen)
        made = Page.objects.bulk_create([copy_of(page, template, base, number) for page in originals])
        with connection.cursor() as cursor:
            for model, names in columns.items():
                pairs = [
                    (new.pk, old.pk) for new, old in zip(made, originals, strict=True) if old.specific_class is model
                ]
                copy_own_rows(cursor, model, names, pairs)
        CoursePage.objects.filter(pk=made[0].pk).update(
            category=Category.objects.order_by("pk")[chance.randrange(10)],
            level=chance.choice(LEVELS),
            price_minor=chance.choice([0, 0, 1900, 4900]),
        )
    Page.objects.filter(pk=index.pk).update(numchild=COURSES)


def own_columns(model) -> list[str]:
    return [field.column for field in model._meta.local_concrete_fields if not field.primary_key]


def copy_own_rows(cursor, model, names: list[str], pairs: list[tuple[int, int]]) -> None:
    table = model._meta.db_table
    columns = ", ".join(f'"{name}"' for name in names)
    source = ", ".join(f't."{name}"' for name in names)
    values = ", ".join(f"({new}, {old})" for new, old in pairs)
    cursor.execute(
        f"INSERT INTO {table} (page_ptr_id, {columns}) "
        f"SELECT m.new_id, {source} FROM (VALUES {values}) AS m (new_id, old_id) "
        f"JOIN {table} t ON t.page_ptr_id = m.old_id"
    )


def copy_of(page: Page, template: CoursePage, base: str, number: int) -> Page:
    copy = Page.objects.get(pk=page.pk)
    copy.pk = copy.id = None
    copy.path = base + page.path[len(template.path) :]
    copy.translation_key = uuid.uuid4()
    copy.latest_revision_id = copy.live_revision_id = None
    copy.url_path = page.url_path.replace(f"/{template.slug}/", f"/bench-course-{number}/")
    if page.pk == template.pk:
        copy.title = copy.draft_title = f"Bench course {number}"
        copy.slug = f"bench-course-{number}"
    copy._state.adding = True
    return copy


def make_learners(chance: random.Random) -> list[User]:
    group = Group.objects.get(name=STUDENTS)
    people = User.objects.bulk_create(
        [User(email=f"learner{n}@bench.example", display_name=f"Learner {n}", password="!") for n in range(LEARNERS)],
        batch_size=2000,
    )
    UserProfile.objects.bulk_create([UserProfile(user=user) for user in people], batch_size=2000)
    through = User.groups.through
    through.objects.bulk_create([through(user_id=user.pk, group_id=group.pk) for user in people], batch_size=5000)
    return people


def learn(people: list[User], chance: random.Random) -> None:
    """Two courses a learner and COMPLETIONS completions, five to a run."""
    courses = list(CoursePage.objects.order_by("pk"))
    runs = enroll_rows([(user.pk, course) for user in people for course in chance.sample(courses, 2)])
    keys = lesson_keys()
    by_key = {course.translation_key: keys[course.path] for course in courses}
    each = COMPLETIONS // len(runs)
    now = timezone.now()
    Completion.objects.bulk_create(
        (
            Completion(enrollment_id=run.pk, lesson_key=key, completed_at=now - timedelta(days=chance.randrange(90)))
            for run in runs
            for key in by_key[run.course_key][:each]
        ),
        batch_size=5000,
    )


def lesson_keys() -> dict[str, list]:
    """Lesson keys in order, by the path of their course."""
    keys: dict[str, list] = {}
    for path, key in LessonPage.objects.order_by("path").values_list("path", "translation_key"):
        keys.setdefault(path[: -2 * Page.steplen], []).append(key)
    return keys


def enroll_rows(pairs: list[tuple[int, CoursePage]]) -> list[Enrollment]:
    required = MODULES * LESSONS
    runs = Enrollment.objects.bulk_create(
        [
            Enrollment(
                user_id=user_id,
                course_key=course.translation_key,
                required_count=required,
                completed_count=COMPLETIONS // (2 * LEARNERS),
            )
            for user_id, course in pairs
        ],
        batch_size=5000,
    )
    Grant.objects.bulk_create(
        [Grant(enrollment_id=run.pk, source="staff", reference=f"{run.course_key}:{run.user_id}") for run in runs],
        batch_size=5000,
    )
    return runs
