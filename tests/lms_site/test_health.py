"""What load balancers and search engines ask for."""

import pytest
from django.db import connection

from lms_site.handover import broker


def test_process_says_that_it_lives_without_asking_anybody(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_process_is_ready_with_its_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["database"] == "ok"
    assert response.json()["broker"] == "inline"


@pytest.mark.django_db(transaction=True)
def test_process_without_its_database_is_not_ready(client, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", "/no/such/database")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] == "away"
    monkeypatch.undo()
    connection.close()


@pytest.mark.django_db
def test_process_is_ready_without_redis_and_says_so(client, redis_cache):
    assert client.get("/readyz").json()["cache"] == "ok"
    redis_cache.server.kill()

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["cache"] == "local memory"


@pytest.mark.django_db
def test_process_is_ready_without_its_broker_and_says_so(client, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    assert client.get("/readyz").json()["broker"] == "ok"
    broker.failed()

    assert client.get("/readyz").json()["broker"] == "away"


@pytest.mark.django_db
def test_search_engines_learn_what_is_private_and_where_the_pages_are(client, settings):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /cms/" in lines
    assert "Disallow: /learn/" in lines
    assert lines.index("Allow: /accounts/login/$") < lines.index("Disallow: /accounts/")
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
