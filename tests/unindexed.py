"""Tasks run at once, but for those that keep the indexes of search and of references: few tests look at these."""

from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend

# The setting TASKS with which the site, and tests that ask for it, keep the indexes.
INDEXED = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
INDEXING = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}


class UnindexedBackend(ImmediateBackend):
    """Leaves out what only fills an index; everything else is done before `enqueue` returns."""

    def enqueue(self, task, args, kwargs):
        """The task's result; that of an indexing task stays READY for ever."""
        if task.module_path in INDEXING:
            return DummyBackend(self.alias, {}).enqueue(task, args, kwargs)
        return super().enqueue(task, args, kwargs)
