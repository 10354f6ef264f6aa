"""The loaded demo, once for all tests of this folder: it takes longer than they do."""

import pytest


@pytest.fixture(scope="package")
def demo_site(django_db_setup, django_db_blocker):
    """The demo, committed; when the folder is done, the database is as migrated again."""
    from home.services.demo_load import load_demo

    with django_db_blocker.unblock():
        report = load_demo()
    yield report
    with django_db_blocker.unblock():
        django_db_setup.clone_again()


@pytest.fixture
def demo(demo_site, db):
    """The loaded demo; what the test changes is rolled back."""
    return demo_site
