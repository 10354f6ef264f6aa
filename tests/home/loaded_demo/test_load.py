"""`load_demo`: a whole site through services, once, without a mail, and only where that is allowed."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from accounts.services.consent import missing_consents
from catalog.access import Reason, lesson_access
from catalog.models import (
    Category,
    Certificate,
    CourseDocument,
    CourseMedia,
    CoursePage,
    CoursePrerequisite,
    CourseSubmission,
    CourseSummary,
    CourseVisit,
    Enrollment,
    EnrollmentCode,
    LearningPathPage,
    LessonPage,
    Note,
    PathEnrollment,
    Wish,
)
from catalog.rules import may_write_course
from catalog.services.codes import redeem_code
from catalog.services.completion import complete_lesson
from catalog.services.enrollment import enroll_oneself
from home.models import HomePage, StandardPage
from lms_site.models import OutboxEvent, OutgoingMail

SIGN_INS = {
    "admin@example.com": "admin",
    "moderator@example.com": "moderator",
    "instructor@example.com": "instructor",
    "learner@example.com": "student",
}


def rows() -> dict[str, int]:
    """How many rows each table has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def person(email: str) -> User:
    return User.objects.get(email=email)


def course(slug: str) -> CoursePage:
    return CoursePage.objects.get(slug=slug)


def lessons(of: CoursePage) -> list[LessonPage]:
    return list(LessonPage.objects.live().descendant_of(of).order_by("path"))


def test_demo_has_what_a_visitor_expects(demo):
    assert (demo.courses, demo.lessons, demo.learners) == (5, 41, 40)
    assert CourseSummary.objects.count() == CoursePage.objects.live().count() == 5
    assert LessonPage.objects.live().count() == 41
    assert Category.objects.filter(parent=None).count() == 5
    assert CourseSummary.objects.filter(language="id").count() == 1
    assert LearningPathPage.objects.live().get().path_courses.count() == 3
    assert User.objects.filter(groups__name="Students").count() == 40


def test_loading_again_changes_nothing(demo):
    before = rows()

    call_command("load_demo", stdout=StringIO())

    assert rows() == before


def test_loading_again_keeps_what_people_changed(demo):
    page = course("writing-that-gets-read")
    page.title = "Writing for Busy People"
    page.save_revision().publish()
    User.objects.filter(email="learner@example.com").update(display_name="Dewi")

    call_command("load_demo", stdout=StringIO())

    assert course("writing-that-gets-read").title == "Writing for Busy People"
    assert person("learner@example.com").display_name == "Dewi"


def test_loading_again_brings_back_what_was_deleted(demo):
    LearningPathPage.objects.get().delete()
    Enrollment.objects.filter(user=person("learner@example.com")).delete()

    call_command("load_demo", stdout=StringIO())

    assert LearningPathPage.objects.live().count() == 1
    assert Enrollment.objects.get(user=person("learner@example.com")).completed_count == 8


@pytest.mark.parametrize(("email", "role"), SIGN_INS.items(), ids=SIGN_INS)
def test_demo_sign_in_works(demo, rf, email, role):
    user = authenticate(rf.get("/"), email=email, password="learn-by-doing")

    assert user == person(email)
    assert user.role == role
    assert user.emailaddress_set.get().verified
    assert missing_consents(user=user) == {}


def test_command_prints_the_sign_ins(demo):
    out = StringIO()

    call_command("load_demo", stdout=out)

    assert "5 courses, 41 lessons, 40 learners" in out.getvalue()
    assert "learn-by-doing" in out.getvalue()
    assert all(email in out.getvalue() for email in SIGN_INS)


def test_command_is_silent_when_asked(demo):
    out = StringIO()

    call_command("load_demo", stdout=out, verbosity=0)

    assert out.getvalue() == ""


def test_demo_writes_no_mail_and_leaves_nothing_to_deliver(demo, mailoutbox):
    assert OutgoingMail.objects.count() == 0
    assert OutboxEvent.objects.filter(delivered_at=None).count() == 0
    assert OutboxEvent.objects.count() > 300
    assert mailoutbox == []


def test_learner_is_half_way_and_the_next_lesson_opens(demo):
    learner = person("learner@example.com")
    enrollment = Enrollment.objects.get(user=learner)
    batik = lessons(course("batik-by-numbers"))

    assert enrollment.percent == 53
    assert enrollment.last_lesson_key == batik[7].translation_key
    assert enrollment.last_seen_at < timezone.now()
    assert lesson_access(learner, batik[8]).allowed
    assert lesson_access(learner, batik[9]).reason == Reason.SEQUENCE


def test_learner_can_finish_and_gets_the_certificate(demo):
    learner = person("learner@example.com")
    for lesson in lessons(course("batik-by-numbers"))[8:]:
        complete_lesson(user=learner, lesson=lesson)

    certificate = Certificate.objects.get(enrollment__user=learner)
    assert certificate.recipient_name == "Dewi Anggraini, S.Sn."
    assert certificate.instructor_names == "Sekar Wulandari"
    assert certificate.motif == "kawung"


def test_learners_stand_everywhere_between_start_and_certificate(demo):
    runs = list(Enrollment.objects.all())

    assert Certificate.objects.count() == sum(run.completed_at is not None for run in runs) >= 10
    assert sum(30 < run.percent < 80 for run in runs) >= 10
    assert sum(run.percent == 0 for run in runs) >= 2
    assert all(run.enrolled_at <= (run.completed_at or run.enrolled_at) < timezone.now() for run in runs)


def test_cards_count_learners_and_carry_dates_of_the_past(demo):
    summaries = CourseSummary.objects.all()

    assert sum(summary.learner_count for summary in summaries) == Enrollment.objects.count()
    assert all(summary.learner_count for summary in summaries)
    newest = summaries.order_by("-published_at").first()
    assert newest.title == "Statistics Without Fear"
    assert newest.published_at < timezone.now() - timedelta(days=20)


def test_public_pages_answer_the_learner(demo, client):
    client.force_login(person("learner@example.com"))
    public = [HomePage, StandardPage, CoursePage, LearningPathPage]

    addresses = [page.url for model in public for page in model.objects.live()]
    addresses += ["/courses/", "/learn/", *[lesson.url for lesson in LessonPage.objects.filter(is_free_preview=True)]]

    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_every_open_lesson_answers_the_learner(demo, client):
    learner = person("learner@example.com")
    client.force_login(learner)

    reachable = lessons(course("batik-by-numbers"))[:9]

    assert [client.get(lesson.url).status_code for lesson in reachable] == [200] * 9


def test_every_lesson_answers_those_who_review_it(demo, client):
    client.force_login(person("moderator@example.com"))

    answers = {page.url: client.get(page.url).status_code for page in LessonPage.objects.live()}

    assert answers == dict.fromkeys(answers, 200)
    assert len(answers) == 41


def test_every_body_passes_the_rules_of_the_editor(demo):
    for page in LessonPage.objects.live():
        page.body.stream_block.clean(page.body)
    for page in CoursePage.objects.live():
        for stream in (page.description, page.outcomes, page.requirements, page.audience, page.faq):
            stream.stream_block.clean(stream)


def test_texts_of_the_demo_survive_cleaning(demo):
    """Nothing that an author wrote is taken out as forbidden markup."""
    lesson = LessonPage.objects.get(slug="a-cloth-you-can-read")
    first_list = next(block.value.source for block in lesson.body if "<ul>" in str(getattr(block.value, "source", "")))

    assert "<b>Batik tulis</b>" in first_list
    assert "<i>canting</i>" in first_list


def test_films_have_captions_transcript_and_poster(demo):
    film = CourseMedia.objects.get(type="video")

    assert film.captions.file_extension == "vtt"
    assert len(film.transcript) > 100
    assert film.thumbnail
    assert CourseMedia.objects.get(type="audio").transcript


def test_files_lie_in_the_folder_of_their_course(demo):
    batik = course("batik-by-numbers")

    assert {document.collection for document in CourseDocument.objects.filter(title__contains="indigo")} == {
        batik.team.collection
    }
    assert not CourseDocument.objects.filter(is_public=True).exists()
    assert all(document.file_size for document in CourseDocument.objects.all())


def test_course_waits_for_the_moderator(demo):
    submission = CourseSubmission.objects.get()

    assert (submission.label, submission.author.email) == ("Waiting for review", "instructor@example.com")
    assert sorted(submission.items.values_list("kind", flat=True)) == ["changed", "new"]


def test_code_opens_the_paid_course(demo):
    learner = person("learner@example.com")
    used = EnrollmentCode.objects.get(code="BELAJAR-2026").used_count

    redeem_code(user=learner, code="belajar-2026")

    assert lesson_access(learner, lessons(course("keuangan-rumah-tangga"))[5]).allowed
    assert EnrollmentCode.objects.get(code="BELAJAR-2026").used_count == used + 1
    assert course("keuangan-rumah-tangga").price_minor == 15_000_000


def test_second_garden_module_opens_three_days_later(demo):
    learner, garden = person("learner@example.com"), course("soil-seed-harvest")
    enroll_oneself(user=learner, course=garden)
    watering = lessons(garden)[3]

    assert lesson_access(learner, watering).reason == Reason.NOT_YET
    assert lesson_access(learner, watering, now=timezone.now() + timedelta(days=3, minutes=1)).allowed


def test_instructor_writes_own_courses_only(demo):
    instructor = person("instructor@example.com")

    assert may_write_course(instructor, course("batik-by-numbers"))
    assert may_write_course(instructor, course("statistics-without-fear"))
    assert not may_write_course(instructor, course("writing-that-gets-read"))
    assert Page.objects.filter(owner=instructor).count() == 2 + 8 + 22  # one of them waits for review


def test_instructors_show_their_face(demo):
    sekar = person("instructor@example.com").profile

    assert sekar.is_public
    assert sekar.photo.name.endswith(".webp")
    assert sekar.headline == "Mathematician and batik maker"
    assert person("meera@example.com").profile.photo


def test_legal_texts_are_shown_in_both_languages(demo, client):
    assert "Terms of use" in client.get("/legal/terms/", headers={"accept-language": "en"}).content.decode()
    assert "Ketentuan penggunaan" in client.get("/legal/terms/", headers={"accept-language": "id"}).content.decode()


def test_learner_keeps_notes_wishes_and_a_path_under_way(demo, client):
    learner = person("learner@example.com")
    notes = Note.objects.filter(user=learner)
    assert notes.count() == 5
    assert notes.filter(kind="bookmark").count() == 1
    assert all(note.block_id for note in notes.exclude(quote=""))
    assert notes.filter(moment_seconds__isnull=False).exists()
    assert Wish.objects.filter(user=learner).count() == CourseVisit.objects.filter(user=learner).count() == 2
    path = PathEnrollment.objects.get(user=learner)
    assert (path.completed_count, path.course_count) == (0, 3)
    assert CoursePrerequisite.objects.get().required.slug == "batik-by-numbers"
    client.force_login(learner)
    for address in ("/learn/", "/learn/notes/", "/learn/wishlist/", "/courses/from-pattern-to-proof/"):
        assert client.get(address).status_code == 200
