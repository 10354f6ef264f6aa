"""Reviews and votes by many at once: the rating and the counts are right. Each test has its control."""

import threading

from django.db.models import Avg, Count

from catalog.models import CourseSummary, Review, ReviewVote
from catalog.services.review_votes import vote_helpful
from catalog.services.reviews import write_review
from catalog.services.summaries import refresh_summary
from lms_site.models import OutboxEvent
from tests.factories.accounts import UserFactory
from tests.factories.catalog import make_course
from tests.factories.reviews import far_enough, make_review
from tests.threads import RACES, all_at_once

pytestmark = RACES
AT_ONCE = 8


def counted(course):
    return CourseSummary.objects.filter(course=course).values_list("rating_mean", "rating_count").get()


def true_rating():
    found = Review.objects.aggregate(mean=Avg("stars"), count=Count("pk"))
    return found["mean"], found["count"]


def test_one_learner_reviewing_many_times_at_once_has_one_review():
    course = make_course(lessons=1)
    learner = far_enough(course)
    results = all_at_once(
        lambda stars: write_review(user=learner, course=course, stars=stars % 5 + 1, text="Now").pk, range(AT_ONCE)
    )
    assert len(set(results)) == Review.objects.count() == 1
    assert counted(course) == (Review.objects.get().stars, 1)
    assert OutboxEvent.objects.filter(name="catalog.events.ReviewWritten").count() == 1


def test_many_learners_reviewing_at_once_all_count_even_while_the_card_is_made_anew():
    course = make_course(lessons=1)
    learners = [far_enough(course) for _number in range(AT_ONCE)]
    work = [
        lambda user=user: write_review(user=user, course=course, stars=user.pk % 5 + 1, text="Now") for user in learners
    ]
    results = all_at_once(lambda do: do(), [*work, *[lambda: refresh_summary(course)] * 3])
    assert not [result for result in results if isinstance(result, Exception)]
    mean, count = counted(course)
    assert count == AT_ONCE
    assert abs(float(mean) - float(true_rating()[0])) < 0.006


def test_control_rating_counted_before_the_lock_loses_reviews():
    course = make_course(lessons=1)
    learners = [far_enough(course) for _number in range(AT_ONCE)]
    looked = threading.Barrier(AT_ONCE)

    def naive(user):
        count = CourseSummary.objects.get(course=course).rating_count
        looked.wait(timeout=30)
        Review.objects.create(user=user, course_key=course.translation_key, stars=4, text="Now")
        CourseSummary.objects.filter(course=course).update(rating_count=count + 1, rating_mean=4)

    all_at_once(naive, learners)
    assert true_rating()[1] == AT_ONCE
    assert counted(course)[1] < AT_ONCE


def test_many_votes_at_once_are_all_counted_and_each_person_once():
    review = make_review(make_course(lessons=1))
    people = UserFactory.create_batch(AT_ONCE // 2)
    results = all_at_once(lambda person: vote_helpful(user=person, review_id=review.pk).pk, people * 2)
    assert set(results) == {review.pk}
    review.refresh_from_db()
    assert review.helpful_count == ReviewVote.objects.count() == AT_ONCE // 2


def test_control_votes_added_without_a_lock_are_lost():
    review = make_review(make_course(lessons=1))
    looked = threading.Barrier(AT_ONCE)

    def naive(person):
        count = Review.objects.get(pk=review.pk).helpful_count
        looked.wait(timeout=30)
        ReviewVote.objects.create(review=review, user=person)
        Review.objects.filter(pk=review.pk).update(helpful_count=count + 1)

    all_at_once(naive, UserFactory.create_batch(AT_ONCE))
    review.refresh_from_db()
    assert review.helpful_count < ReviewVote.objects.count() == AT_ONCE
