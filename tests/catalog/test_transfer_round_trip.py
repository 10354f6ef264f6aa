"""A course that is exported and imported says and shows the same."""

import json
import zipfile
from types import SimpleNamespace

import pytest

from catalog.models import CourseDocument, CoursePage, LessonPage, ReusableText
from catalog.services.transfer_import import import_course, look_at
from tests.catalog.transfer_material import content_of, every_block, full_course, zip_of
from tests.factories.accounts import AdminFactory, InstructorFactory
from tests.factories.catalog import CategoryFactory, lessons_of, make_course, make_lesson, modules_of, reload
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    course = full_course(category=CategoryFactory(slug="bread", name="Bread"))
    return SimpleNamespace(course=course, author=InstructorFactory())


course, author = own("course"), own("author")


def test_every_block_of_a_lesson_is_tried():
    assert {kind for kind, _value in every_block()} == set(LessonPage._meta.get_field("body").stream_block.child_blocks)


def test_course_comes_back_the_same(author, course):
    made = import_course(zip_of(course), author=author)

    assert content_of(made) == content_of(course)
    assert (made.live, made.owner, made.category.slug) == (False, author, "bread")
    draft = made.get_latest_revision_as_object()
    assert sorted(tag.name for tag in draft.tags.all()) == ["bread", "rye"]
    assert draft.image.title == "Cover"
    assert draft.image.collection == made.team.collection
    assert [page.live for page in (*modules_of(made), *lessons_of(made))] == [False, False, False]


def test_second_trip_changes_nothing_more(author, course):
    first = import_course(zip_of(course), author=author)
    second = import_course(zip_of(first), author=author)

    assert content_of(second) == content_of(first)
    assert second.slug != first.slug


def test_copy_shares_no_page_and_no_file_with_its_model(author, course):
    files = set(CourseDocument.objects.values_list("pk", flat=True))
    keys = {page.translation_key for page in (course, *modules_of(course), *lessons_of(course))}
    made = import_course(zip_of(course), author=author)

    rows = [row.document_id for lesson in lessons_of(made) for row in lesson.attachments.all()]
    assert rows
    assert not files & set(rows)
    assert not keys & {page.translation_key for page in (made, *modules_of(made), *lessons_of(made))}
    assert all(document.file.storage.exists(document.file.name) for document in CourseDocument.objects.all())


def test_import_writes_for_its_author_alone(author, course):
    owner = course.owner
    made = import_course(zip_of(course), author=author)

    # Who taught it there teaches it here, when the site knows them.
    assert set(made.team.group.user_set.all()) == {author, owner}
    owner.delete()
    assert set(import_course(zip_of(course), author=author).team.group.user_set.all()) == {author}


def test_teacher_and_category_that_are_not_here_are_left_out_with_a_notice(author, course):
    archive = zip_of(course)
    stranger = course.owner.email
    course.owner.is_active = False
    course.owner.save()
    CoursePage.objects.update(category=None)
    CategoryFactory._meta.model.objects.all().delete()
    plan = look_at(archive, author=author)

    assert (plan.title, plan.modules, plan.lessons) == ("All of it", 1, 2)
    assert plan.files == 8
    assert any(stranger in notice for notice in plan.notices)
    assert any("bread" in notice for notice in plan.notices)
    made = import_course(archive, author=author)
    assert (made.category, made.team.group.user_set.get()) == (None, author)


def test_learner_of_that_address_does_not_become_a_teacher(author, course):
    from accounts.services.roles import assign_role

    archive = zip_of(course)
    assign_role(user=course.owner, role="student")

    assert set(import_course(archive, author=author).team.group.user_set.all()) == {author}


def test_reusable_text_is_found_made_or_written_out(author, course):
    archive = zip_of(course)
    assert import_course(archive, author=author)
    assert ReusableText.objects.count() == 1
    ReusableText.objects.all().delete()

    body = lessons_of(import_course(archive, author=author))[1].body
    assert [child.block_type for child in body].count("paragraph") == 2
    assert "Send one file." in str(body[5].value)
    assert not ReusableText.objects.exists()
    import_course(archive, author=AdminFactory())
    assert ReusableText.objects.get().body == "<p>Send one file.</p>"


def test_links_out_of_the_course_become_addresses_or_go(author, settings):
    elsewhere, hidden = make_course(modules=0), make_course(modules=0, live=False)
    course = make_course(lessons=1, live=False)
    lesson = lessons_of(course)[0]
    lesson.body = [
        ("paragraph", f'<p><a linktype="page" id="{elsewhere.pk}">live</a></p>'),
        ("paragraph", f'<p><a linktype="page" id="{hidden.pk}">hidden</a> &amp; <b>on</b><br/></p>'),
        ("paragraph", '<p><a linktype="page" id="987654">gone</a></p>'),
    ]
    lesson.save_revision()
    body = lessons_of(import_course(zip_of(course), author=author))[0].body

    assert f'href="{settings.SITE_URL}/courses/{elsewhere.slug}/"' in body[0].value.source
    assert body[1].value.source == "<p>hidden &amp; <b>on</b><br/></p>"
    assert body[2].value.source == "<p>gone</p>"


def test_live_export_holds_what_visitors_see(author):
    course = make_course(lessons=1)
    lesson = lessons_of(course)[0]
    lesson.title = "Rewritten"
    lesson.save_revision()
    make_lesson(modules_of(course)[0], live=False, title="Hidden")
    live = import_course(zip_of(reload(course), drafts=False), author=author)
    drafts = import_course(zip_of(reload(course)), author=author)

    assert [page.title for page in lessons_of(live)] == ["Lesson 1.1"]
    assert [page.title for page in lessons_of(drafts)] == ["Rewritten", "Hidden"]


def test_file_that_the_storage_has_lost_is_left_out(author):
    others = list(CourseDocument.objects.values_list("pk", flat=True))
    course = full_course()
    for document in CourseDocument.objects.exclude(pk__in=others):
        document.file.storage.delete(document.file.name)
    made = import_course(zip_of(course), author=author)

    assert lessons_of(made)[1].attachments.count() == 0
    assert not CourseDocument.objects.filter(collection=made.team.collection).exists()


def test_archive_tells_of_nobody_but_the_instructors(course):
    with zipfile.ZipFile(zip_of(course)) as archive:
        text = archive.read("manifest.json").decode() + archive.read("course.json").decode()
        manifest = json.loads(archive.read("manifest.json"))

    assert manifest["instructors"] == [course.owner.email]
    assert course.owner.display_name not in text
    assert "linktype" not in text
