"""What all tests of a module have in common is made once for the module; each test gets copies of its own.

    @pytest.fixture(scope="module")
    def made(made_once):
        course = make_course()
        return SimpleNamespace(course=course, learner=enroll(course=course).user)

    course, learner = own("course"), own("learner")

Each test changes its copies and its rows as it likes: the copies are deep ones, made together, so that what
belonged together still does; the rows are rolled back to what `made` wrote.
"""

import pytest


def own(name: str):
    """A fixture: the test's own copy of `made.<name>`."""

    @pytest.fixture
    def copy(own_copies):
        return getattr(own_copies, name)

    return copy
