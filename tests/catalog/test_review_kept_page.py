"""Pages that are kept follow the reviews."""

import pytest

from tests.factories.catalog import make_course
from tests.factories.reviews import make_review


def page_of(client, course):
    return client.get(course.get_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_kept_course_page_follows_a_new_review(client):
    course = make_course(lessons=1)
    assert "Quite new" not in page_of(client, course)
    make_review(course, text="Quite new")
    assert "Quite new" in page_of(client, course)
    assert "4.0 of 5 stars" in client.get("/courses/").content.decode()
