"""Helpful votes, reports, and what moderators decide."""

from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from catalog.errors import OwnReview, ReasonMissing, ReviewInvalid, ReviewMissing
from catalog.models import ReviewDecision, ReviewReport, ReviewVote
from catalog.services.review_moderation import dismiss_reports, hide_review, restore_review
from catalog.services.review_votes import report_review, vote_helpful
from lms_site.models import OutboxEvent, OutgoingMail
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import make_course
from tests.factories.reviews import make_review
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(review=make_review(make_course(lessons=1)))


review = own("review")


def test_vote_counts_once_a_person_and_can_be_taken_back(review):
    one, two = UserFactory.create_batch(2)
    for person in (one, one, two):
        assert vote_helpful(user=person, review_id=review.pk).helpful_count == ReviewVote.objects.count()
    assert vote_helpful(user=one, review_id=review.pk, is_helpful=False).helpful_count == 1
    assert vote_helpful(user=one, review_id=review.pk, is_helpful=False).helpful_count == 1


def test_vote_for_oneself_is_refused(review):
    with pytest.raises(OwnReview):
        vote_helpful(user=review.user, review_id=review.pk)
    with pytest.raises(OwnReview):
        report_review(user=review.user, review_id=review.pk, reason="spam")


def test_votes_and_reports_of_hidden_or_missing_reviews_are_refused(review):
    hide_review(moderator=ModeratorFactory(), review_id=review.pk, reason="Rude")
    for number in (review.pk, 0):
        with pytest.raises(ReviewMissing):
            vote_helpful(user=UserFactory(), review_id=number)
        with pytest.raises(ReviewMissing):
            report_review(user=UserFactory(), review_id=number, reason="spam")


def test_report_is_kept_once_a_person(review):
    person = UserFactory()
    first = report_review(user=person, review_id=review.pk, reason="spam", note="x" * 900 + "\x00")
    assert report_review(user=person, review_id=review.pk, reason="abuse").pk == first.pk
    assert (first.reason, len(first.note)) == ("spam", 500)
    with pytest.raises(ReviewInvalid):
        report_review(user=UserFactory(), review_id=review.pk, reason="dislike")


@pytest.mark.parametrize("decide", [hide_review, restore_review, dismiss_reports])
def test_only_moderators_decide(review, decide):
    more = {"reason": "Rude"} if decide is hide_review else {}
    for person in (UserFactory(), InstructorFactory(), review.user):
        with pytest.raises(PermissionDenied):
            decide(moderator=person, review_id=review.pk, **more)


def test_hiding_closes_reports_and_tells_the_author_once(review, django_capture_on_commit_callbacks):
    report_review(user=UserFactory(), review_id=review.pk, reason="abuse")
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            hide_review(moderator=ModeratorFactory(), review_id=review.pk, reason="It names <b>a person</b>")
    assert not ReviewReport.objects.filter(is_open=True).exists()
    assert ReviewDecision.objects.count() == 1
    (sent,) = mail.outbox
    assert sent.to == [review.user.email]
    assert "It names <b>a person</b>" in sent.body
    assert "It names &lt;b&gt;a person&lt;/b&gt;" in sent.alternatives[0][0]


def test_restoring_tells_the_author_in_their_language(review, django_capture_on_commit_callbacks):
    moderator = ModeratorFactory()
    review.user.language = "id"
    review.user.save()
    hide_review(moderator=moderator, review_id=review.pk, reason="Rude")
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            restore_review(moderator=moderator, review_id=review.pk)
    kinds = list(ReviewDecision.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["hidden", "restored"]
    assert OutgoingMail.objects.get(key__startswith="review-decision:").language == "id"


def test_hiding_needs_a_reason(review):
    with pytest.raises(ReasonMissing):
        hide_review(moderator=ModeratorFactory(), review_id=review.pk, reason=" \x00")


def test_dismissing_leaves_the_review_and_mails_nobody(review):
    moderator = ModeratorFactory()
    dismiss_reports(moderator=moderator, review_id=review.pk)
    assert not ReviewDecision.objects.exists()
    report_review(user=UserFactory(), review_id=review.pk, reason="other")
    dismiss_reports(moderator=moderator, review_id=review.pk)
    review.refresh_from_db()
    assert not review.is_hidden
    assert ReviewDecision.objects.get().kind == "dismissed"
    assert not OutboxEvent.objects.filter(name="catalog.events.ReviewModerated").exists()
