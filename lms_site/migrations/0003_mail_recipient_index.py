"""An index on the recipients of mails, by which support finds those of one person.

A hash index on PostgreSQL: it serves equality and takes lists of any length. Built concurrently.
"""

from django.db import migrations

NAME = "mail_recipients"


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f'CREATE INDEX CONCURRENTLY IF NOT EXISTS {NAME} ON lms_site_outgoingmail USING hash ("to")'
        )


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("lms_site", "0002_cache_version_steps")]

    operations = [migrations.RunPython(build, drop)]
