from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lms_site", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="CacheVersion"),
        migrations.CreateModel(
            name="CacheVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150)),
                ("step", models.PositiveBigIntegerField(default=1)),
            ],
            options={"indexes": [models.Index(fields=["name", "step"], name="cache_version_sum")]},
        ),
    ]
