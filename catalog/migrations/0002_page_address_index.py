"""An index on page addresses, by which lessons are found.

A hash index on PostgreSQL: it takes addresses of any length and serves equality, which is all we ask.
Built concurrently, so that it may run on a large live table.
"""

from django.db import migrations

NAME = "catalog_page_url_path"


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {NAME} ON wagtailcore_page USING hash (url_path)"
        )
    else:
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {NAME} ON wagtailcore_page (url_path)")


def drop(apps, schema_editor):
    schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("catalog", "0001_initial")]

    operations = [migrations.RunPython(build, drop)]
