import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_submissions"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CourseCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checked_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='checked')),
                ('stale_at', models.DateTimeField(blank=True, db_index=True, null=True)),
                ('blocking_count', models.PositiveIntegerField(db_index=True, default=0, verbose_name='must be put right')),
                ('advice_count', models.PositiveIntegerField(default=0, verbose_name='advice')),
                ('course', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='content_check', to='catalog.coursepage')),
            ],
            options={
                'verbose_name': 'content check',
                'verbose_name_plural': 'content checks',
            },
        ),
        migrations.CreateModel(
            name='CheckNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('code', models.CharField(db_index=True, max_length=40)),
                ('page_title', models.CharField(max_length=255)),
                ('block_id', models.CharField(blank=True, max_length=64)),
                ('details', models.JSONField(default=dict)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('check_of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='catalog.coursecheck')),
            ],
            options={
                'ordering': ['check_of', 'position'],
                'constraints': [models.UniqueConstraint(fields=('check_of', 'position'), name='check_note_once_a_position')],
            },
        ),
        migrations.CreateModel(
            name='ExternalLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=1000, unique=True)),
                ('host', models.CharField(max_length=255)),
                ('state', models.CharField(choices=[('new', 'Not checked yet'), ('fine', 'Fine'), ('unclear', 'No clear answer'), ('dead', 'Broken'), ('private', 'Not on the public internet')], default='new', max_length=10)),
                ('http_status', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=100)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('courses', models.ManyToManyField(related_name='+', to='catalog.coursepage')),
            ],
            options={
                'verbose_name': 'link to another site',
                'verbose_name_plural': 'links to other sites',
                'indexes': [models.Index(fields=['due_at', 'host'], name='external_link_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'new'), ('checked_at__isnull', False), _connector='OR'), name='link_state_is_from_check')],
            },
        ),
    ]
