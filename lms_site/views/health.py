"""Whether this process lives, and whether it can serve."""

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from lms_site.handover import broker


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers; asks nobody else."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503; cache and broker are told of but may be away."""
    database = _database_answers()
    cache.get("readyz")
    report = {
        "database": "ok" if database else "away",
        "cache": "ok" if cache.is_shared() else "local memory",
        "broker": _broker_state(),
    }
    return JsonResponse(report, status=200 if database else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_state() -> str:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return "inline"
    return "away" if broker.is_open else "ok"
