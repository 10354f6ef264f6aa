"""Handing the id of a request on to the tasks that it causes, so that their log lines bear it too."""

from celery.signals import before_task_publish, task_postrun, task_prerun

from lms_site.gateway import enter_request, request_id

HEADER = "lms_request_id"


@before_task_publish.connect
def note(headers: dict, **_message) -> None:
    """Write the id into the message."""
    headers[HEADER] = request_id()


@task_prerun.connect
def enter(task, **_run) -> None:
    """Go on under the id in the message; a task that runs inline is in its request already."""
    if not task.request.is_eager:
        enter_request(task.request.get(HEADER) or "")


@task_postrun.connect
def leave(task, **_run) -> None:
    """The next task of this worker has another id, or none."""
    if not task.request.is_eager:
        enter_request("")
