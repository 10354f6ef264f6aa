"""The WSGI entry point for Lighthouse: the demo school, and its uploads as a web server in front hands them out."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.lighthouse_settings")
application = WhiteNoise(get_wsgi_application(), root=settings.MEDIA_ROOT, prefix=settings.MEDIA_URL)
