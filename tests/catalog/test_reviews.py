"""Reviews: who may write one, what it counts for, and the answer of the team."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from catalog.errors import (
    NotEnrolled,
    NotOnTeam,
    ReviewInvalid,
    ReviewIsHidden,
    ReviewMissing,
    ReviewOfOwnCourse,
    ReviewTooEarly,
    TextMissing,
    TextTooLong,
)
from catalog.models import CourseSummary, Review
from catalog.queries.reviews import histogram
from catalog.services.enrollment import leave
from catalog.services.review_moderation import hide_review, restore_review
from catalog.services.reviews import answer_review, delete_review, remove_answer, write_review
from catalog.services.summaries import refresh_summary
from lms_site.cache_versions import version
from lms_site.models import OutboxEvent
from tests.factories.accounts import InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.catalog import enroll, make_course
from tests.factories.reviews import far_enough, make_review
from tests.sharing import own

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(made_once):
    return SimpleNamespace(course=make_course(lessons=1))


course = own("course")


def rating(course):
    card = CourseSummary.objects.get(course=course)
    return card.rating_mean, card.rating_count


def test_review_counts_on_the_card_as_plain_mean(course):
    for stars in (5, 4, 4):
        make_review(course, stars=stars)
    assert rating(course) == (Decimal("4.33"), 3)


@pytest.mark.parametrize(("completed", "required"), [(0, 5), (1, 6), (19, 100)])
def test_review_before_a_fifth_is_refused(course, completed, required):
    learner = far_enough(course, completed=completed, required=required)
    with pytest.raises(ReviewTooEarly):
        write_review(user=learner, course=course, stars=5, text="Early")
    assert rating(course) == (None, 0)


def test_second_writing_changes_the_one_review(course):
    first = make_review(course, stars=2, text="Hm")
    second = write_review(user=first.user, course=course, stars=5, text="I see now")
    assert (second.pk, Review.objects.count(), rating(course)) == (first.pk, 1, (Decimal("5.00"), 1))
    assert second.edited_at
    assert OutboxEvent.objects.filter(name="catalog.events.ReviewWritten").count() == 1


def test_course_that_grew_keeps_its_reviews_open_to_change(course):
    review = make_review(course)
    far_enough(course, review.user, completed=1, required=50)
    assert write_review(user=review.user, course=course, stars=1, text="It grew").stars == 1


def test_strangers_and_those_who_left_are_refused(course):
    with pytest.raises(NotEnrolled):
        write_review(user=UserFactory(), course=course, stars=5, text="Nice")
    review = make_review(course)
    leave(user=review.user, course_key=course.translation_key)
    with pytest.raises(NotEnrolled):
        write_review(user=review.user, course=course, stars=1, text="Gone")
    assert rating(course)[1] == 1
    delete_review(user=review.user, course_key=course.translation_key)
    assert rating(course) == (None, 0)


def test_instructors_do_not_review_their_own_course(course):
    far_enough(course, course.owner)
    with pytest.raises(ReviewOfOwnCourse):
        write_review(user=course.owner, course=course, stars=5, text="Mine")


@pytest.mark.parametrize("stars", [0, 6, -1, None])
def test_stars_are_one_to_five(course, stars):
    with pytest.raises(ReviewInvalid):
        make_review(course, stars=stars)


@pytest.mark.parametrize("stars", [0, 6])
def test_database_refuses_other_stars(course, stars):
    review = make_review(course)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(stars=stars)


@pytest.mark.parametrize(
    ("text", "error"), [("  \x00\n ", TextMissing), ("a" * 4001, TextTooLong), ("ä" * 100_000, TextTooLong)]
)
def test_text_must_be_there_and_end(course, text, error):
    with pytest.raises(error):
        make_review(course, text=text)


def test_hostile_text_is_kept_as_text(course):
    review = make_review(course, text="<script>alert(1)</script>\x00\r\n\r\n\r\n\r\n{{ x }}")
    assert review.text == "<script>alert(1)</script>\n\n{{ x }}"


def test_hidden_review_counts_no_more_until_it_is_restored(course):
    moderator = ModeratorFactory()
    make_review(course, stars=5)
    bad = make_review(course, stars=1)
    hide_review(moderator=moderator, review_id=bad.pk, reason="Names a person")
    assert rating(course) == (Decimal("5.00"), 1)
    restore_review(moderator=moderator, review_id=bad.pk)
    assert rating(course) == (Decimal("3.00"), 2)


def test_hidden_review_may_be_changed_but_not_deleted_and_written_anew(course):
    review = make_review(course)
    hide_review(moderator=ModeratorFactory(), review_id=review.pk, reason="Rude")
    with pytest.raises(ReviewIsHidden):
        delete_review(user=review.user, course_key=course.translation_key)
    assert write_review(user=review.user, course=course, stars=3, text="Politely").is_hidden
    assert rating(course) == (None, 0)


def test_card_made_anew_has_the_rating(course):
    make_review(course, stars=3)
    CourseSummary.objects.all().delete()
    refresh_summary(course)
    assert rating(course) == (Decimal("3.00"), 1)


def test_what_changes_a_rating_renders_public_pages_anew(course, django_capture_on_commit_callbacks):
    before = version("public")
    with django_capture_on_commit_callbacks(execute=True):
        make_review(course)
    assert version("public") > before


def test_answer_is_for_the_team_alone(course):
    review = make_review(course)
    for person in (UserFactory(), InstructorFactory(), ModeratorFactory(), review.user):
        with pytest.raises(NotOnTeam):
            answer_review(user=person, review_id=review.pk, text="Thanks")
    colleague = InstructorFactory()
    course.team.group.user_set.add(colleague)
    answer_review(user=colleague, review_id=review.pk, text="Thanks")
    answer_review(user=course.owner, review_id=review.pk, text="Thank you")
    review.refresh_from_db()
    assert (review.answer, review.answered_by) == ("Thank you", course.owner)
    remove_answer(user=colleague, review_id=review.pk)
    review.refresh_from_db()
    assert (review.answer, review.answered_by, review.answered_at) == ("", None, None)


def test_hidden_review_gets_no_answer(course):
    review = make_review(course)
    hide_review(moderator=ModeratorFactory(), review_id=review.pk, reason="Rude")
    with pytest.raises(ReviewMissing):
        answer_review(user=course.owner, review_id=review.pk, text="Thanks")


def test_finished_learner_without_counted_lessons_is_not_early(course):
    enrollment = enroll(course=course)
    type(enrollment).objects.filter(pk=enrollment.pk).update(completed_count=1, required_count=1)
    assert make_review(course, user=enrollment.user).stars == 4


def test_histogram_counts_and_rounds():
    assert [(bar.stars, bar.count, bar.percent) for bar in histogram({5: 2, 1: 1})] == [
        (5, 2, 67),
        (4, 0, 0),
        (3, 0, 0),
        (2, 0, 0),
        (1, 1, 33),
    ]
