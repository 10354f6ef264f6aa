"""Profile, activity log, legal texts and consent."""

import django.db.models.deletion
import django.utils.timezone
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import accounts.models.profile
import accounts.models.user


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("terms", "Terms of use"), ("privacy", "Privacy policy")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                (
                    "accepted_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="accepted"),
                ),
                ("ip", models.GenericIPAddressField(blank=True, null=True, verbose_name="IP address")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["-accepted_at"],
            },
        ),
        migrations.CreateModel(
            name="LegalDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("terms", "Terms of use"), ("privacy", "Privacy policy")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=accounts.models.user.language_choices,
                        default="en",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1,
                        help_text="A higher number asks everybody again. Translations have the same number.",
                        verbose_name="version",
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                ("body", wagtail.fields.RichTextField(verbose_name="text")),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Empty: a draft that nobody sees.",
                        null=True,
                        verbose_name="in force from",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal text",
                "verbose_name_plural": "legal texts",
                "ordering": ["kind", "-version", "language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "language", "version"), name="accounts_legal_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UserActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=40, verbose_name="what")),
                ("label", models.CharField(blank=True, max_length=255, verbose_name="about")),
                ("object_key", models.CharField(blank=True, max_length=100, verbose_name="object")),
                ("ip", models.GenericIPAddressField(blank=True, null=True, verbose_name="IP address")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activity",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="UserProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "photo",
                    models.ImageField(
                        blank=True, upload_to=accounts.models.profile.photo_path, verbose_name="photo"
                    ),
                ),
                (
                    "headline",
                    models.CharField(
                        blank=True,
                        help_text="One line, such as “Batik maker and teacher”.",
                        max_length=120,
                        verbose_name="headline",
                    ),
                ),
                ("bio", models.TextField(blank=True, max_length=2000, verbose_name="about you")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "is_public",
                    models.BooleanField(
                        default=False,
                        help_text="Others may see your photo, headline and text.",
                        verbose_name="public profile",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "profile",
                "verbose_name_plural": "profiles",
            },
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                fields=("user", "kind", "version"), name="accounts_consent_once"
            ),
        ),
        migrations.AddIndex(
            model_name="useractivity",
            index=models.Index(fields=["user", "-created_at"], name="accounts_activity_user"),
        ),
        migrations.AddIndex(
            model_name="useractivity",
            index=models.Index(fields=["-created_at"], name="accounts_activity_time"),
        ),
        migrations.AddIndex(
            model_name="useractivity",
            index=models.Index(fields=["verb", "-created_at"], name="accounts_activity_verb"),
        ),
    ]
