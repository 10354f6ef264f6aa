import gc

from django.apps import AppConfig


class LmsSiteConfig(AppConfig):
    name = "lms_site"
    verbose_name = "Site"

    def ready(self):
        """Begin to collect garbage (see `lms_site/__init__.py`), and forget templates that developers change."""
        gc.freeze()
        gc.enable()
        from django.utils.autoreload import file_changed

        from lms_site.near_cache import forget_changed_templates

        file_changed.connect(forget_changed_templates, dispatch_uid="lms_site.templates_changed")
