"""The pages of the CMS on which courses are handed in, compared and decided, by the requests of a browser."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Page

from catalog.models import CourseSubmission
from catalog.services.submission_review import return_submission
from catalog.services.teams import sync_team
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory
from tests.factories.catalog import ImageFactory, lessons_of
from tests.factories.submissions import finished_course, make_submission, write_draft, write_lessons
from tests.sharing import own

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


def at(name: str, *args) -> str:
    return reverse(name, args=args)


@pytest.fixture
def moderator(client):
    person = ModeratorFactory(display_name="Tomás")
    client.force_login(person)
    return person


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(
        submission=make_submission(message="Please look"),
        draft=finished_course(lessons=1, live=False),
        live=finished_course(lessons=1),
    )


submission, draft, live = own("submission"), own("draft"), own("live")


def more_submissions():
    """All but the module's own."""
    return CourseSubmission.objects.exclude(message="Please look")


def text_of(answer) -> str:
    return answer.content.decode()


# --- Handing in -------------------------------------------------------------------------------
def test_author_sees_what_is_handed_in_and_submits_it(client, draft):
    course = draft
    client.force_login(course.owner)
    shown = text_of(client.get(at("submit_course", course.pk)))
    assert all(title in shown for title in (course.title, "Module 1", "Lesson 1.1"))
    answer = client.post(at("submit_course", course.pk), {"message": HOSTILE}, follow=True)
    submission = more_submissions().get()
    assert (submission.author, submission.message) == (course.owner, HOSTILE)
    assert answer.redirect_chain[-1][0] == at("course_review", submission.pk)
    assert HOSTILE not in text_of(answer)
    assert "Waiting for review" in text_of(answer)


def test_submitting_again_leads_to_the_review_that_is_open(client, submission):
    client.force_login(submission.author)
    answer = client.post(at("submit_course", submission.course_id), {"message": "Again"})
    assert answer["Location"] == at("course_review", submission.pk)
    assert CourseSubmission.objects.count() == 1


def test_course_that_is_not_ready_says_what_is_missing(client):
    course = finished_course(lessons=0, live=False)
    client.force_login(course.owner)
    answer = client.post(at("submit_course", course.pk), {})
    assert "no lesson" in text_of(answer)
    assert not more_submissions().exists()


@pytest.mark.parametrize("value", ["2001-01-01T10:00", "soon"])
def test_time_that_is_past_or_none_is_asked_again(client, value, draft):
    course = draft
    client.force_login(course.owner)
    answer = client.post(at("submit_course", course.pk), {"go_live_at": value})
    assert answer.context["form"].errors["go_live_at"]
    assert not more_submissions().exists()


def test_page_of_another_course_cannot_be_taken_off_the_site(client, live):
    course, other = live, finished_course(lessons=1)
    client.force_login(course.owner)
    answer = client.post(at("submit_course", course.pk), {"unpublish": [lessons_of(other)[0].pk]})
    assert answer.context["form"].errors["unpublish"]


def test_way_to_submit_stands_in_the_editors_of_the_course(client, live):
    course = live
    client.force_login(course.owner)
    for page in (course, lessons_of(course)[0]):
        shown = text_of(client.get(f"/cms/pages/{page.pk}/edit/"))
        assert shown.count(at("submit_course", course.pk)) == 2


def test_editor_shows_the_note_of_the_moderator(client, moderator, submission):
    item = submission.items.get()
    client.post(at("comment_course_page", submission.pk, item.pk), {"text": "Say why it folds"})
    client.force_login(submission.author)
    assert "Say why it folds" in text_of(client.get(f"/cms/pages/{item.page_id}/edit/"))


@pytest.mark.parametrize(("field", "stored"), [("body", "body"), ("", "title"), ("path_of_mine", "title")])
def test_note_stands_beside_the_field_it_is_about(client, moderator, submission, field, stored):
    item = submission.items.get()
    assert '<option value="body">' in text_of(client.get(at("course_review", submission.pk)))
    client.post(at("comment_course_page", submission.pk, item.pk), {"text": "Say why", "field": field})
    assert Comment.objects.get().contentpath == stored


def test_note_that_cannot_be_kept_is_answered_with_the_reason(client, moderator, submission):
    item = submission.items.get()
    for sent in ({"text": "Say why", "field": "no such/field"}, {"text": "", "field": "body"}, {}):
        answer = client.post(at("comment_course_page", submission.pk, item.pk), sent, follow=True)
        assert answer.status_code == 200
        assert list(answer.context["messages"])
    assert not Comment.objects.exists()


# --- The review -------------------------------------------------------------------------------
def test_moderator_sees_old_and_new_words_of_each_page(client, moderator, submission):
    shown = text_of(client.get(at("course_review", submission.pk)))
    assert '<span class="deletion">' in shown
    assert '<span class="addition">' in shown
    assert "Please look" in shown
    assert at("approve_course", submission.pk) in shown


def test_pictures_stand_side_by_side(client, moderator):
    old, new = ImageFactory(title="Old"), ImageFactory(title="New")
    course = finished_course(lessons=1, lesson_fields={"body": [("image", {"image": old, "alt": "x"})]}, image=old)
    lesson = lessons_of(course)[0]
    block = lesson.body.get_prep_value()[0]
    block["value"]["image"] = new.pk
    write_draft(lesson, body=lesson._meta.get_field("body").to_python([block]))
    write_draft(course, image=new)
    shown = text_of(client.get(at("course_review", make_submission(course).pk)))
    assert shown.count("preview-image deletion") == shown.count("preview-image addition") == 2


def test_new_page_is_shown_as_added(client, moderator, draft):
    course = draft
    shown = text_of(client.get(at("course_review", make_submission(course).pk)))
    assert "Text of lesson 1.1." in shown
    assert "deletion" not in shown


def test_hostile_words_are_harmless_in_the_comparison(client, moderator, live):
    course = live
    write_draft(lessons_of(course)[0], title=HOSTILE)
    submission = make_submission(course)
    Comment.objects.create(page=course, user=moderator, text=HOSTILE, contentpath="title")
    assert HOSTILE not in text_of(client.get(at("course_review", submission.pk)))


def test_deleted_page_is_named_and_the_review_still_opens(client, moderator, submission):
    title = submission.items.get().title
    Page.objects.get(pk=submission.items.get().page_id).delete()
    shown = text_of(client.get(at("course_review", submission.pk)))
    assert title in shown
    assert "deleted meanwhile" in shown


def test_approval_publishes_and_says_so(client, moderator, submission):
    answer = client.post(at("approve_course", submission.pk), {}, follow=True)
    assert "is on the site" in text_of(answer)
    assert not submission.items.get().page.has_unpublished_changes


def test_approval_for_later_waits_and_shows_the_time(client, moderator, submission):
    when = timezone.now() + timedelta(days=2)
    answer = client.post(at("approve_course", submission.pk), {"go_live_at": f"{when:%Y-%m-%dT%H:%M}"}, follow=True)
    assert "waiting for its time" in text_of(answer)
    assert submission.items.get().page.has_unpublished_changes


def test_moderator_reads_which_page_is_in_the_way(client, moderator, submission):
    Page.objects.filter(pk=submission.items.get().page_id).update(locked=True, locked_by=AdminFactory())
    answer = client.post(at("approve_course", submission.pk), {})
    assert answer.status_code == 409
    assert "Nothing was published" in text_of(answer)
    assert "has locked it" in text_of(answer)


def test_returning_needs_a_reason(client, moderator, submission):
    answer = client.post(at("return_course", submission.pk), {"reason": "  "})
    assert answer.context["return_form"].errors["reason"]
    client.post(at("return_course", submission.pk), {"reason": "Say more"})
    submission.refresh_from_db()
    assert (submission.state, submission.reason) == ("returned", "Say more")


def test_second_moderator_is_told_that_it_is_decided(client, moderator, submission):
    return_submission(submission_id=submission.pk, moderator=ModeratorFactory(display_name="Ayu"), reason="No")
    answer = client.post(at("approve_course", submission.pk), {}, follow=True)
    assert "Ayu has closed this review meanwhile" in text_of(answer)


def test_author_reads_reason_and_history_and_may_submit_again(client, moderator, submission):
    client.post(at("return_course", submission.pk), {"reason": "Say more"})
    write_lessons(submission.course, text="More.")
    client.force_login(submission.author)
    again = make_submission(submission.course)
    shown = text_of(client.get(at("course_review", again.pk)))
    assert "Say more" in shown
    assert at("course_review", submission.pk) in shown
    assert at("submit_course", submission.course_id) in text_of(client.get(at("course_review", submission.pk)))


def test_author_withdraws(client, submission):
    client.force_login(submission.author)
    client.post(at("withdraw_course", submission.pk))
    client.post(at("withdraw_course", submission.pk))
    submission.refresh_from_db()
    assert submission.state == "withdrawn"


def test_colleague_of_the_author_reads_and_withdraws_too(client, submission):
    colleague = InstructorFactory()
    sync_team(course=submission.course, user_ids={submission.author_id, colleague.pk})
    client.force_login(colleague)
    assert "Please look" in text_of(client.get(at("course_review", submission.pk)))
    client.post(at("withdraw_course", submission.pk))
    submission.refresh_from_db()
    assert submission.decided_by == colleague
