"""The courses of the demo, which have every block and real files, go into a zip and come out the same."""

from catalog.models import CoursePage
from catalog.services.transfer_import import import_course
from tests.catalog.transfer_material import content_of, zip_of


def test_demo_courses_come_back_the_same(demo):
    courses = list(CoursePage.objects.order_by("path"))
    assert len(courses) == demo.courses
    for course in courses:
        made = import_course(zip_of(course), author=course.owner)
        assert content_of(made) == content_of(course), course.title
