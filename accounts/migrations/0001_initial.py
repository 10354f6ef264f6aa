"""The user alone, so that every other app may point at it without waiting for anything else."""

import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models

import accounts.models.user


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "There is already an account with this e-mail address."},
                        max_length=254,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                ("display_name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "certificate_name",
                    models.CharField(
                        blank=True,
                        help_text="Your full name, as it should be printed. Empty: the name above is used.",
                        max_length=120,
                        verbose_name="name on certificates",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=accounts.models.user.language_choices,
                        help_text="Empty: the language of the browser.",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("timezone", models.CharField(blank=True, max_length=64, verbose_name="time zone")),
                (
                    "is_staff",
                    models.BooleanField(default=False, verbose_name="may use Django's administration"),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Switch this off instead of deleting an account.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="joined"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="accounts_user_email_ci",
                violation_error_message="There is already an account with this e-mail address.",
            ),
        ),
    ]
