"""Text of a closed lesson leaves by no door; the same doors show it to those who may read."""

from copy import deepcopy
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import APIToken

from catalog.models import Grant, LessonPage
from catalog.services.enrollment import leave, revoke
from catalog.signed import FileTicket, file_url
from tests.catalog.gated_material import CANARY, SECRET, make_gated
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, make_course, make_path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]

V2, V3 = "/api/cms/v2", "/api/cms/v3"
PUBLIC_PAGES = [
    "/",
    "/courses/",
    f"/courses/?q={CANARY[:-1]}",
    "/courses/guarded/",
    "/courses/guarded/module-1/",
    "/courses/guarded/module-1/closed-lesson/",
    "/courses/a-learning-path/",
    "/sitemap.xml",
    "/robots.txt",
]
READ_API = [
    "pages/",
    "pages/?fields=*",
    "pages/?type=wagtailcore.Page&fields=*",
    "pages/?fields=_,search_description,seo_title",
    "pages/?type=catalog.CoursePage&fields=*",
    "pages/?type=catalog.ModulePage&fields=*",
    "pages/?type=catalog.LearningPathPage&fields=*",
    "pages/?type=catalog.LessonPage",
    "pages/?type=catalog.LessonPage&fields=*",
    "pages/?type=catalog.LessonPage&fields=body",
    "pages/?type=catalog.LessonPage&fields=_,body",
    "pages/?type=catalog.LessonPage&fields=body,attachments(*,document(*)),video(*)",
    "pages/?type=catalog.LessonPage&fields=_,video,attachments(document(title))",
    "pages/?type=catalog.LessonPage&fields=*&rich_text_format=db_html",
    "pages/?type=catalog.LessonPage,catalog.ModulePage&fields=*",
    "pages/?descendant_of={course}&fields=*",
    "pages/?child_of={module}&fields=*",
    "pages/?child_of={module}&type=catalog.LessonPage&fields=*",
    "pages/?ancestor_of={lesson}&fields=*",
    "pages/?translation_of={lesson}&fields=*",
    "pages/{lesson}/",
    "pages/{lesson}/?fields=*",
    "pages/{lesson}/?fields=_,body",
    "pages/{lesson}/?fields=_,search_description,seo_title",
    "pages/{lesson}/?fields=*,attachments(*,document(*))",
    "pages/{module}/?fields=*",
    "pages/{course}/?fields=*",
    "pages/find/?id={lesson}&fields=*",
    "pages/find/?html_path=/courses/guarded/module-1/closed-lesson/&fields=*",
    "documents/?fields=*",
    "documents/?search=zebraquartz",
    "documents/{document}/?fields=*",
    "documents/find/?id={document}",
    "images/?fields=*",
    "categories/?fields=*",
    "page_preview/?content_type=catalog.lessonpage&token=id={lesson}",
    "page_preview/{lesson}/?content_type=catalog.lessonpage&token=x",
]
GUESSES = [
    "pages/?type=catalog.LessonPage&search=zebraquartz7391",
    "pages/?search=zebraquartz7391",
    "pages/?type=catalog.LessonPage&search=zebraquartz7391%20nothing&search_operator=or",
]
REFUSED_GUESSES = [
    "pages/?type=catalog.LessonPage&body=zebraquartz7391",
    "pages/?type=catalog.LessonPage&body__icontains=zebraquartz7391",
    "pages/?type=catalog.LessonPage&order=body",
    "pages/?type=catalog.LessonPage&order=-body",
    "pages/?type=catalog.LessonPage&order=search_description",
    "pages/?type=catalog.LessonPage&search_description=Found%20by%20zebraquartz7391",
    "pages/?search_description=Found%20by%20zebraquartz7391",
    "pages/?type=catalog.LessonPage&seo_title=Sought%20by%20zebraquartz7391",
    "pages/?type=catalog.LessonPage&video=1",
    "pages/?type=catalog.LessonPage&attachments=1",
]


@pytest.fixture(scope="module")
def gated_once(made_once_with_indexes):
    material = make_gated()
    make_path(material.course)
    return material


@pytest.fixture
def gated(gated_once):
    return deepcopy(gated_once)


def visitor(_gated):
    return None


def stranger(_gated):
    return UserFactory()


def other_instructor(_gated):
    return make_course(modules=0).owner


def learner_who_left(gated):
    learner = enroll(course=gated.course).user
    leave(user=learner, course_key=gated.course.translation_key)
    return learner


def learner_whose_access_ended(gated):
    enrollment = enroll(course=gated.course)
    revoke(source=Grant.Source.FREE, reference=enrollment.grants.get().reference)
    return enrollment.user


def learner(gated):
    return enroll(course=gated.course).user


def author(gated):
    return gated.course.owner


def moderator(_gated):
    return ModeratorFactory()


OUTSIDERS = [visitor, stranger, other_instructor, learner_who_left, learner_whose_access_ended]
READERS = [learner, author, moderator]


def as_(client, person):
    client.logout()
    if person is not None:
        client.force_login(person)
    return client


def address(template, gated):
    module = gated.lesson.get_parent()
    return f"{V2}/" + template.format(
        course=gated.course.pk, module=module.pk, lesson=gated.lesson.pk, document=gated.attachment.pk
    )


def content_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_no_page_and_no_answer_shows_closed_text(client, gated, outsider):
    as_(client, outsider(gated))
    leaks = []
    for path in [*PUBLIC_PAGES, *(address(template, gated) for template in READ_API)]:
        answer = client.get(path, follow=True)
        if SECRET in content_of(answer) or answer.status_code >= 500:
            leaks.append((path, answer.status_code))
    assert leaks == []


def test_search_page_finds_nothing_by_closed_text(client, gated):
    answer = client.get("/courses/", {"q": CANARY})
    assert answer.context["result"].total == 0


def test_read_api_does_not_help_to_guess_closed_text(client, gated):
    for outsider in (visitor, stranger):
        as_(client, outsider(gated))
        for path in GUESSES:
            assert client.get(f"{V2}/{path}").json()["items"] == [], path
        for path in REFUSED_GUESSES:
            assert client.get(f"{V2}/{path}").status_code == 400, path


def test_readers_get_the_text_from_page_and_read_api(client, gated):
    for reader in READERS:
        as_(client, reader(gated))
        assert SECRET in client.get(gated.lesson.get_url()).content
        detail = client.get(f"{V2}/pages/{gated.lesson.pk}/")
        listed = client.get(f"{V2}/pages/", {"type": "catalog.LessonPage", "fields": "body"})
        assert detail.content.count(SECRET) > 30
        assert SECRET in listed.content
        for answer in (detail, listed):
            assert "private" in answer["Cache-Control"]


def test_answer_for_a_reader_is_never_given_to_the_next_visitor(client, gated):
    path = f"{V2}/pages/{gated.lesson.pk}/"
    reader = learner(gated)
    for _round in range(2):
        as_(client, reader)
        assert SECRET in client.get(path).content
        client.logout()
        assert SECRET not in client.get(path).content


def test_documents_of_a_lesson_are_served_to_its_readers_alone(client, gated):
    for outsider in OUTSIDERS:
        as_(client, outsider(gated))
        for document in gated.documents:
            answer = client.get(document.url, follow=True)
            assert SECRET not in content_of(answer)
            assert answer.status_code in (403, 404)
    for reader in READERS:
        as_(client, reader(gated))
        for document in (gated.attachment, gated.shown_file):
            assert SECRET in content_of(client.get(document.url))


def test_private_files_have_no_public_address(client, gated):
    for file in (gated.film.file, gated.sound.file, gated.attachment.file):
        for path in (file.url, f"/media/{file.name}", f"/private/{file.name}", f"/static/{file.name}"):
            assert client.get(path).status_code == 404


def signed_addresses(client, gated):
    """What the read API gives a signed-in reader: addresses of all files by kind and key."""
    files = client.get(f"{V2}/pages/{gated.lesson.pk}/").json()["files"]
    return {(file["kind"], file["id"]): file["url"] for file in files}


def test_read_api_gives_readers_working_addresses_of_all_files(client, gated):
    urls = signed_addresses(as_(client, learner(gated)), gated)
    assert set(urls) == {
        ("media", gated.film.pk),
        ("media", gated.sound.pk),
        *(("file", document.pk) for document in gated.documents),
    }
    for url in urls.values():
        assert SECRET in content_of(client.get(url))


def test_signed_address_dies_with_the_enrollment(client, gated):
    enrollment = enroll(course=gated.course)
    urls = signed_addresses(as_(client, enrollment.user), gated)
    revoke(source=Grant.Source.FREE, reference=enrollment.grants.get().reference)
    for url in urls.values():
        assert client.get(url).status_code == 404


def test_signed_address_dies_with_time(client, gated, settings):
    urls = signed_addresses(as_(client, learner(gated)), gated)
    later = timezone.now() + timedelta(seconds=settings.LMS_SIGNED_URL_SECONDS + 60)
    with time_machine.travel(later, tick=False):
        assert {client.get(url).status_code for url in urls.values()} == {404}


def test_signed_address_of_a_visitor_or_another_lesson_opens_nothing(client, gated):
    reader = learner(gated)
    other = enroll(course=make_course(modules=0)).user
    plain_lesson = LessonPage.objects.exclude(pk=gated.lesson.pk).get()
    good = file_url(FileTicket("media", gated.film.pk, gated.lesson.pk, reader.pk))
    tickets = [
        file_url(FileTicket("media", gated.film.pk, gated.lesson.pk, 0)),
        file_url(FileTicket("media", gated.film.pk, gated.lesson.pk, other.pk)),
        file_url(FileTicket("media", gated.film.pk, plain_lesson.pk, other.pk)),
        good[:-2] + ("A/" if good[-2] != "A" else "B/"),
        good.replace("/learn/files/", "/learn/files/x"),
    ]
    assert SECRET in content_of(client.get(good))
    assert {client.get(url).status_code for url in tickets} == {404}


def test_token_api_shows_nothing_without_a_token_or_with_a_foreign_one(client, gated):
    _token, foreign = APIToken.create_token(user=InstructorFactory(), name="foreign")
    _token, of_learner = APIToken.create_token(user=learner(gated), name="learner")
    lesson, document = gated.lesson.pk, gated.attachment.pk
    paths = ["pages/", f"pages/{lesson}/", f"pages/{lesson}/?version=draft", "pages/?search=zebraquartz7391"]
    paths += [f"pages/{lesson}/revisions/", "documents/", f"documents/{document}/", "images/", "openapi.json"]
    for path in paths:
        for headers in ({}, {"Authorization": f"Bearer {foreign}"}, {"Authorization": f"Bearer {of_learner}"}):
            answer = client.get(f"{V3}/{path}", headers=headers)
            assert SECRET not in answer.content, path
            assert answer.status_code in (200, 401, 403, 404), path


def test_lesson_under_an_unpublished_module_is_gone_for_its_learners_too(client, gated):
    urls = signed_addresses(as_(client, learner(gated)), gated)
    gated.lesson.get_parent().specific.unpublish()
    paths = [gated.lesson.get_url(), *urls.values(), *(document.url for document in gated.documents)]
    for path in [*paths, *(address(template, gated) for template in READ_API)]:
        assert SECRET not in content_of(client.get(path, follow=True)), path
    assert client.get(f"{V2}/pages/{gated.lesson.pk}/").status_code == 404
    listed = client.get(f"{V2}/pages/", {"type": "catalog.LessonPage"}).json()
    assert listed["meta"]["total_count"] == 0
