"""The demo courses as their authors wrote them: complete, correct, and with programs that run."""

import shutil
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from catalog.blocks import LessonBody
from catalog.embeds import find_embed
from catalog.mathematics import to_mathml
from home.demo.courses import COURSES
from home.demo.files import DOCUMENTS, IMAGES, MEDIA, MEDIA_DIR
from home.demo.people import EVERYBODY, INSTRUCTORS, LEARNERS
from home.demo.progress import LEARNER_LESSONS, plan_runs
from home.demo.site import CATEGORIES, ENROLLMENT_CODES, PATH, SHARED_TEXTS

from .demo_material import all_blocks, all_refs, all_words, code_block, programs

BATIK = COURSES[0]
BY_SLUG = {course.slug: course for course in COURSES}


def run_program(source, folder, monkeypatch, capsys) -> str:
    """Run a program of a lesson in `folder`; returns what it printed."""
    monkeypatch.chdir(folder)
    shutil.copy(MEDIA_DIR / "dye-log.csv", folder)
    exec(compile(source, "lesson", "exec"), {"__name__": "__main__"})
    return capsys.readouterr().out


def test_courses_are_long_short_and_indonesian():
    lengths = [len(list(course.lessons())) for course in COURSES]

    assert len(COURSES) >= 3
    assert len(BATIK.modules) >= 3
    assert lengths[0] >= 12
    assert any(length <= 5 for length in lengths)
    assert [len(list(course.lessons())) for course in COURSES if course.language == "id"] == [10]


def test_batik_uses_every_block_type():
    used = {kind for lesson in BATIK.lessons() for kind, _value in lesson.body}

    assert used == set(LessonBody().child_blocks)


def test_every_main_category_has_a_course():
    parents = {category.slug: category.parent or category.slug for category in CATEGORIES}

    assert len(set(parents.values())) == 5
    assert {parents[course.category] for course in COURSES} == set(parents.values())


@pytest.mark.parametrize("course", COURSES, ids=BY_SLUG)
def test_course_sells_itself(course):
    assert course.subtitle
    assert 80 <= len(course.summary) <= 500
    assert len(course.outcomes) >= 5
    assert course.requirements
    assert course.audience
    assert len(course.faq) >= 2
    assert course.tags
    assert course.description


@pytest.mark.parametrize("course", COURSES, ids=BY_SLUG)
def test_course_has_preview_and_question_in_every_lesson_that_teaches(course):
    lessons = list(course.lessons())
    asking = [lesson for lesson in lessons if any(kind == "question" for kind, _value in lesson.body)]

    assert lessons[0].is_free_preview
    assert len(asking) >= len(lessons) - 1
    assert len({lesson.slug for lesson in lessons}) == len(lessons)


def test_some_lesson_ends_with_its_video_and_some_module_waits():
    assert [lesson.slug for lesson in BATIK.lessons() if lesson.completes_by == "video"] == ["one-line-of-wax"]
    assert BATIK.is_sequential
    assert [module.opens_after_days for module in BY_SLUG["soil-seed-harvest"].modules] == [0, 3]


def test_prices_are_in_minor_units():
    assert (BY_SLUG["keuangan-rumah-tangga"].price_minor, BY_SLUG["keuangan-rumah-tangga"].currency) == (
        15_000_000,
        "IDR",
    )
    assert (BY_SLUG["statistics-without-fear"].price_minor, BY_SLUG["statistics-without-fear"].currency) == (
        1900,
        "USD",
    )
    assert {slug for slug, _uses in ENROLLMENT_CODES.values()} == {
        course.slug for course in COURSES if course.price_minor
    }


def test_everything_referred_to_exists():
    files = {"image": IMAGES, "document": DOCUMENTS, "media": MEDIA}
    for ref in all_refs():
        if ref.kind == "snippet":
            assert ref.name in SHARED_TEXTS
        else:
            assert ref.name in files.get(ref.kind, [ref.name])
            assert (MEDIA_DIR / ref.name).is_file(), ref.name
    for person in INSTRUCTORS:
        assert (MEDIA_DIR / person.photo).is_file()
    assert set(PATH.courses) <= set(BY_SLUG)


def test_files_of_the_demo_stay_small():
    sizes = {path.name: path.stat().st_size for path in MEDIA_DIR.iterdir()}

    assert sizes["canting-line.mp4"] <= 1_500_000
    assert sum(sizes.values()) <= 4_000_000


def test_no_filler_text():
    words = all_words().lower()

    assert "lorem" not in words
    assert "todo" not in words
    assert "foo bar" not in words


def test_films_and_formulas_can_be_shown():
    for kind, value in all_blocks():
        if kind == "embed":
            assert find_embed(value["url"]) is not None
        if kind == "math":
            assert "<math" in to_mathml(value["latex"])


@pytest.mark.parametrize(("place", "source"), programs(), ids=[place for place, _source in programs()])
def test_program_of_a_lesson_runs(place, source, tmp_path, monkeypatch, capsys):
    if "turtle" in source:
        compile(source, place, "exec")  # a turtle needs a screen
        return

    run_program(source, tmp_path, monkeypatch, capsys)

    for picture in tmp_path.glob("*.svg"):
        assert ElementTree.parse(picture).getroot().tag.endswith("svg")


def test_ceplok_program_prints_what_the_lesson_shows(tmp_path, monkeypatch, capsys):
    printed = run_program(code_block("ceplok-ten-cells", 0), tmp_path, monkeypatch, capsys)

    assert printed.strip() == code_block("ceplok-ten-cells", 1)


def test_interest_program_prints_what_the_lesson_says(tmp_path, monkeypatch, capsys):
    printed = run_program(code_block("utang-satu-persen", 0), tmp_path, monkeypatch, capsys)

    assert printed == "1.79% per bulan\n"


def test_dip_programs_draw_six_bars_and_find_the_vat(tmp_path, monkeypatch, capsys):
    bars = run_program(code_block("six-dips-in-the-vat", 0), tmp_path, monkeypatch, capsys)
    found = run_program(code_block("six-dips-in-the-vat", 1), tmp_path, monkeypatch, capsys)

    lengths = [line.count("#") for line in bars.splitlines()]
    assert lengths == sorted(lengths)
    assert len(lengths) == 6
    assert found == "deepest blue 0.91, tau 147 seconds\n"


def test_shuffling_program_prints_what_the_lesson_says(tmp_path, monkeypatch, capsys):
    printed = run_program(code_block("is-it-real-shuffle-and-see", 0), tmp_path, monkeypatch, capsys)

    assert printed == "1.20 cm; by luck alone 0.15%\n"


def test_coin_program_prints_what_the_lesson_says(tmp_path, monkeypatch, capsys):
    printed = run_program(code_block("small-samples-shout", 0), tmp_path, monkeypatch, capsys)

    assert printed.splitlines()[0].endswith("from 0.00 to 0.90")
    assert printed.splitlines()[-1].endswith("from 0.49 to 0.52")


def test_spread_program_prints_what_the_lesson_says(tmp_path, monkeypatch, capsys):
    printed = run_program(code_block("how-far-from-the-middle", 0), tmp_path, monkeypatch, capsys)

    assert printed.splitlines() == ["A 30 1.4", "B 30 13.2"]


def test_kawung_program_draws_petals_of_the_proportions_proved(tmp_path, monkeypatch, capsys):
    run_program(code_block("a-cloth-is-a-text-file", 0), tmp_path, monkeypatch, capsys)

    picture = (tmp_path / "kawung.svg").read_text()
    assert picture.count("z") == 2 * 9 * 7
    assert "a 40 40 0 0 1 56.57 0.00" in picture


def test_people_are_forty_learners_with_addresses_of_their_own():
    addresses = [person.email for person in EVERYBODY]

    assert len(LEARNERS) == 40
    assert len(set(addresses)) == len(addresses)
    assert all(address.isascii() and address.endswith("@example.com") for address in addresses)
    assert all(person.bio and person.headline for person in INSTRUCTORS)


def test_plan_is_the_same_every_time_and_has_every_kind_of_learner():
    runs = plan_runs(LEARNERS, COURSES)
    lengths = {course.slug: len(list(course.lessons())) for course in COURSES}
    done = [len(run.completed_after) / lengths[run.course] for run in runs]

    assert runs == plan_runs(LEARNERS, COURSES)
    assert {run.email for run in runs} == {person.email for person in LEARNERS}
    assert sum(share == 1 for share in done) >= 10
    assert sum(0.3 < share < 0.8 for share in done) >= 10
    assert sum(0 < share <= 0.3 for share in done) >= 5
    assert sum(share == 0 for share in done) >= 2
    assert {run.course for run in runs} == set(lengths)


def test_plan_keeps_to_the_calendar():
    for run in plan_runs(LEARNERS, COURSES):
        course = BY_SLUG[run.course]
        opens = [module.opens_after_days for module in course.modules for _lesson in module.lessons]

        assert run.enrolled_ago < timedelta(days=course.published_days_ago)
        assert list(run.completed_after) == sorted(run.completed_after)
        assert all(after < run.enrolled_ago for after in run.completed_after)
        assert all(after >= timedelta(days=days) for after, days in zip(run.completed_after, opens, strict=False))


def test_demo_learner_is_half_way_through_one_course():
    runs = [run for run in plan_runs(LEARNERS, COURSES) if run.email == "learner@example.com"]

    assert [run.course for run in runs] == ["batik-by-numbers"]
    assert len(runs[0].completed_after) == LEARNER_LESSONS == 8
