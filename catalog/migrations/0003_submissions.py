import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_page_address_index"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CourseSubmission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for review"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("message", models.TextField(blank=True, max_length=2000, verbose_name="message")),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="goes live")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="submitted")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("reason", models.TextField(blank=True, max_length=5000, verbose_name="reason")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="submissions", to="catalog.coursepage"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "course review",
                "verbose_name_plural": "course reviews",
            },
        ),
        migrations.CreateModel(
            name="SubmissionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("changed", "Changed"),
                            ("moved", "Moved"),
                            ("unpublish", "To be taken off the site"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("position", models.PositiveIntegerField()),
                ("moved_from", models.CharField(blank=True, max_length=255, verbose_name="moved from")),
                ("moved_to", models.CharField(blank=True, max_length=255, verbose_name="moved to")),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="catalog.coursesubmission"
                    ),
                ),
            ],
            options={
                "verbose_name": "page of a course review",
                "verbose_name_plural": "pages of a course review",
                "ordering": ["position"],
            },
        ),
        migrations.AddIndex(
            model_name="coursesubmission",
            index=models.Index(fields=["state", "-created_at"], name="submission_by_state"),
        ),
        migrations.AddIndex(
            model_name="coursesubmission",
            index=models.Index(fields=["course", "-created_at"], name="submission_by_course"),
        ),
        migrations.AddConstraint(
            model_name="coursesubmission",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state", "open"), models.Q(("published_at__isnull", True), ("state", "approved")), _connector="OR"
                ),
                fields=("course",),
                name="submission_one_unfinished",
            ),
        ),
        migrations.AddConstraint(
            model_name="coursesubmission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "open")),
                    models.Q(models.Q(("state", "open"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="submission_decided_unless_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="coursesubmission",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_at__isnull", True), ("state", "approved"), _connector="OR"),
                name="submission_published_if_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="coursesubmission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="submission_returned_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionitem",
            constraint=models.UniqueConstraint(fields=("submission", "page"), name="submission_page_once"),
        ),
    ]
