import gc
from importlib import import_module

from django.apps import AppConfig


class LmsSiteConfig(AppConfig):
    name = "lms_site"
    verbose_name = "Site"

    def ready(self):
        """Begin to collect garbage (see `lms_site/__init__.py`); connect what listens to Django and Celery."""
        gc.freeze()
        gc.enable()
        from django.utils.autoreload import file_changed

        import_module("lms_site.task_requests")
        from lms_site.near_cache import forget_changed_templates

        file_changed.connect(forget_changed_templates, dispatch_uid="lms_site.templates_changed")
