"""Who is told what about a course review, once, in their language and time."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.services.submission_comments import comment_on
from catalog.services.submission_review import approve_submission, return_submission
from catalog.services.teams import sync_team
from catalog.tasks.submissions import tell_moderators, tell_team_of_approval, tell_team_of_return
from lms_site.models import OutgoingMail
from tests.factories.accounts import InstructorFactory, ModeratorFactory
from tests.factories.submissions import make_submission, publish_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return ModeratorFactory(email="mod@example.com", display_name="Tomás")


def mails() -> dict[str, OutgoingMail]:
    return {mail.to[0]: mail for mail in OutgoingMail.objects.all()}


def test_moderators_are_told_once_what_waits(moderator):
    gone = ModeratorFactory(is_active=False)
    submission = make_submission(message="<i>The folds</i>")
    for _twice in range(2):
        tell_moderators(submission_id=submission.pk)
    sent = mails()
    assert set(sent) == {"mod@example.com"}
    assert gone.email not in sent
    mail = sent["mod@example.com"]
    assert submission.course.title in mail.subject
    assert "<i>The folds</i>" in mail.text
    assert "&lt;i&gt;The folds" in mail.html
    assert f"/cms/course-reviews/{submission.pk}/" in mail.text


def test_nobody_is_told_of_what_was_decided_before_the_mail(moderator):
    submission = make_submission()
    return_submission(submission_id=submission.pk, moderator=moderator, reason="No")
    tell_moderators(submission_id=submission.pk)
    assert not mails()


def test_author_and_team_read_why_the_course_came_back(moderator):
    submission, colleague = make_submission(), InstructorFactory(language="id")
    sync_team(course=submission.course, user_ids={submission.author_id, colleague.pk})
    comment_on(item_id=submission.items.get().pk, moderator=moderator, text="Draw the fold")
    return_submission(submission_id=submission.pk, moderator=moderator, reason="Say more")
    tell_team_of_return(submission_id=submission.pk)
    sent = mails()
    assert set(sent) == {submission.author.email, colleague.email}
    assert all(words in sent[colleague.email].text for words in ("Say more", "Draw the fold", "Tomás"))
    assert sent[colleague.email].language == "id"


def test_scheduled_course_is_told_of_twice_with_the_authors_own_time(moderator):
    submission = make_submission()
    author = submission.author
    author.timezone = "Asia/Jakarta"
    author.save()
    when = datetime(2031, 5, 2, 3, 0, tzinfo=UTC)
    approve_submission(submission_id=submission.pk, moderator=moderator, go_live_at=when)
    tell_team_of_approval(submission_id=submission.pk)
    assert "10 a.m. (Asia/Jakarta)" in mails()[author.email].text
    publish_due(now=when + timedelta(minutes=1))
    for _twice in range(2):
        tell_team_of_approval(submission_id=submission.pk)
    assert OutgoingMail.objects.count() == 2
    assert OutgoingMail.objects.filter(subject__contains="is on the site").count() == 1


def test_time_zone_that_no_system_knows_does_not_stop_the_mail(moderator):
    submission = make_submission()
    type(submission.author).objects.filter(pk=submission.author_id).update(timezone="Mars/Olympus")
    approve_submission(submission_id=submission.pk, moderator=moderator, go_live_at=datetime(2031, 5, 2, tzinfo=UTC))
    tell_team_of_approval(submission_id=submission.pk)
    assert OutgoingMail.objects.count() == 1


def test_deleted_submission_is_nobodys_mail():
    for task in (tell_moderators, tell_team_of_return, tell_team_of_approval):
        task(submission_id=999_999)
    assert not mails()
