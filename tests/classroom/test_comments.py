"""What people say about announcements."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from catalog.errors import TextMissing, TextTooLong
from classroom.errors import AnnouncementInvalid, BatchArchived, CommentFlood, CommentNotYours
from classroom.models import AnnouncementComment, TeacherRole
from classroom.queries.stream import comments_of, posts_of
from classroom.services.announcements import remove_announcement
from classroom.services.batches import archive_batch
from classroom.services.comments import MOST_AN_HOUR, remove_comment
from tests.factories.accounts import InstructorFactory, ModeratorFactory
from tests.factories.classroom import make_batch, seat
from tests.factories.stream import announce, comment
from tests.sharing import own

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(scope="module")
def made(made_once):
    batch = make_batch()
    announcement = announce(batch)
    return SimpleNamespace(batch=batch, announcement=announcement, person=seat(batch).user)


batch, announcement, person = own("batch"), own("announcement"), own("person")


def test_same_words_within_a_minute_are_kept_once(announcement, person):
    first = comment(announcement, person, "Yes", now=NOW)
    assert comment(announcement, person, " Yes\r\n", now=NOW) == first
    assert comment(announcement, person, "Yes", now=NOW + timedelta(minutes=2)) != first


@pytest.mark.parametrize(("text", "error"), [(" \n", TextMissing), ("x" * 2001, TextTooLong)])
def test_comment_has_words_and_not_too_many(announcement, person, text, error):
    with pytest.raises(error):
        comment(announcement, person, text)


def test_nobody_comments_on_what_is_not_in_the_stream(batch, announcement, person):
    waiting = announce(batch, publish_at=NOW + timedelta(days=1))
    with pytest.raises(AnnouncementInvalid):
        comment(waiting, person)
    remove_announcement(announcement=announcement)
    with pytest.raises(AnnouncementInvalid):
        comment(announcement, person)


def test_many_comments_in_an_hour_are_stopped_over_all_batches(announcement, person):
    other = announce()
    for number in range(MOST_AN_HOUR):
        comment(announcement if number % 2 else other, person, f"{number}", now=NOW)
    with pytest.raises(CommentFlood):
        comment(announcement, person, "one more", now=NOW)
    assert comment(announcement, person, "later", now=NOW + timedelta(hours=1, seconds=1))


def test_authors_and_those_who_teach_remove_comments(batch, announcement, person):
    assistant = InstructorFactory()
    batch.teachers.create(user=assistant, role=TeacherRole.ASSISTANT)
    for remover in (person, batch.teachers.first().user, assistant, ModeratorFactory()):
        said = comment(announcement, person, f"for {remover.pk}")
        for _twice in range(2):
            remove_comment(user=remover, comment=said)
        said.refresh_from_db()
        assert (said.removed_at is not None, said.removed_by) == (True, remover)


def test_others_do_not_remove_comments(batch, announcement, person):
    said = comment(announcement, person)
    for other in (seat(batch).user, InstructorFactory()):
        with pytest.raises(CommentNotYours):
            remove_comment(user=other, comment=said)
    assert AnnouncementComment.objects.get().removed_at is None


def test_archived_batch_keeps_its_comments_as_they_are(batch, announcement, person):
    said = comment(announcement, person)
    archive_batch(batch=batch)
    with pytest.raises(BatchArchived):
        comment(announcement, person, "more")
    with pytest.raises(BatchArchived):
        remove_comment(user=person, comment=said)


def test_stream_shows_the_last_three_and_how_many_there_are(announcement, person):
    for number in range(5):
        comment(announcement, person, f"Comment {number}")
    remove_comment(user=person, comment=AnnouncementComment.objects.get(text="Comment 3"))
    (post,) = posts_of([announcement])
    assert [one.text for one in post.comments] == ["Comment 1", "Comment 2", "Comment 4"]
    assert post.comment_count == 4
    assert len(comments_of(announcement, None).rows) == 4
