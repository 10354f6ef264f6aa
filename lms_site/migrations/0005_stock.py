from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lms_site", "0004_requests")]

    operations = [
        migrations.CreateModel(
            name="Stock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="how many there are")),
                ("taken", models.PositiveIntegerField(default=0, verbose_name="taken")),
            ],
            options={
                "verbose_name": "stock",
                "verbose_name_plural": "stocks",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity__isnull", True), ("taken__lte", models.F("capacity")), _connector="OR"),
                        name="stock_not_oversold",
                    )
                ],
            },
        ),
    ]
