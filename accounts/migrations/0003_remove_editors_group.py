"""Wagtail brings a group "Editors" that may edit every page; here people write by the team of their course."""

from django.db import migrations


def remove_editors(apps, schema_editor):
    """Delete the group with its rights, unless somebody was put into it; "Moderators" is our own and stays."""
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name="Editors", user__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_profile_activity_legal"),
        # Makes the group, and knows every table that points at it.
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(remove_editors, migrations.RunPython.noop),
    ]
