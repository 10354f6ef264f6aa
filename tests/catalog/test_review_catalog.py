"""The rating in the catalog: a facet, an order, a line on the card."""

import pytest
from django.http import QueryDict

from catalog.models import CourseSummary
from catalog.queries.catalog import search_catalog
from tests.factories.catalog import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses(db):
    for title, mean, count in [("Loved", "4.60", 9), ("Liked", "4.00", 3), ("Alike", "4.00", 7), ("New", None, 0)]:
        course = make_course(title=title, lessons=0)
        CourseSummary.objects.filter(course=course).update(rating_mean=mean, rating_count=count)


def titles(query):
    return [card.title for card in search_catalog(QueryDict(query), "/courses/").cards]


def test_rating_facet_counts_and_filters(courses):
    result = search_catalog(QueryDict(), "/courses/")
    facet = next(facet for facet in result.facets if facet.name == "rating")
    assert [(option.label, option.count) for option in facet.options] == [
        ("4.5 and up", 1),
        ("4 and up", 3),
        ("3 and up", 3),
    ]
    assert titles("rating=4.5") == ["Loved"]
    assert sorted(titles("rating=4")) == ["Alike", "Liked", "Loved"]
    assert len(titles("rating=9&rating=x")) == 4
    assert search_catalog(QueryDict("rating=4"), "/courses/").chips[0].label == "4 and up"


def test_best_rated_come_first_and_those_without_reviews_last(courses):
    assert titles("sort=rating") == ["Loved", "Alike", "Liked", "New"]


def test_card_shows_the_mean_with_the_count(client, courses):
    page = client.get("/courses/").content.decode()
    assert "4.6 of 5 stars, 9 reviews" in page
    assert page.count("of 5 stars") == 3
