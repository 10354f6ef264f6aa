# The production image. One image, three commands: the web server (default), a worker, the scheduler:
#   celery --app lms_site worker
#   celery --app lms_site beat --schedule /tmp/beat
# Settings come from the environment; README.md lists them.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --requirement requirements.txt

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=lms_site.settings.production \
    LMS_VAR_DIR=/srv/lms/var \
    GRANIAN_INTERFACE=wsgi \
    GRANIAN_HOST=0.0.0.0 \
    GRANIAN_PORT=8000 \
    GRANIAN_WORKERS=2
RUN useradd --system --create-home --uid 10001 lms
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/lms
COPY . .
# Production settings refuse to start without secrets; collecting static files needs none of them.
RUN SECRET_KEY=build ALLOWED_HOSTS=build DATABASE_URL=sqlite:// REDIS_URL=redis://build \
    SITE_URL=https://build DEFAULT_FROM_EMAIL=build@example.com \
    python manage.py collectstatic --noinput \
    && mkdir -p var/media var/private \
    && chown -R lms: var/media var/private
USER lms
# Uploads, where no S3 bucket is configured.
VOLUME ["/srv/lms/var/media", "/srv/lms/var/private"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-m", "scripts.healthcheck"]
CMD ["granian", "lms_site.wsgi:application"]
