from django.apps import AppConfig


class LmsSiteConfig(AppConfig):
    name = "lms_site"
    verbose_name = "Site"

    def ready(self):
        from django.utils.autoreload import file_changed

        from lms_site.near_cache import forget_changed_templates

        file_changed.connect(forget_changed_templates, dispatch_uid="lms_site.templates_changed")
