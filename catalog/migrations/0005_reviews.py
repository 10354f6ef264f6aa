"""Reviews, announcements, messages, and the rating on the card."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course_key', models.UUIDField(verbose_name='course')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('text', models.TextField(max_length=5000, verbose_name='text')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='announced')),
                ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='removed')),
                ('mailed_up_to', models.PositiveBigIntegerField(default=0)),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='mailed')),
            ],
            options={
                'verbose_name': 'announcement',
                'verbose_name_plural': 'announcements',
            },
        ),
        migrations.CreateModel(
            name='AnnouncementOptOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course_key', models.UUIDField(verbose_name='course')),
            ],
            options={
                'verbose_name': 'announcements without mail',
                'verbose_name_plural': 'announcements without mail',
            },
        ),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course_key', models.UUIDField(verbose_name='course')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begun')),
                ('last_message_id', models.PositiveBigIntegerField(default=0)),
                ('last_by_learner_id', models.PositiveBigIntegerField(default=0)),
                ('last_by_team_id', models.PositiveBigIntegerField(default=0)),
                ('learner_read_id', models.PositiveBigIntegerField(default=0)),
                ('team_read_id', models.PositiveBigIntegerField(default=0)),
                ('learner_told_at', models.DateTimeField(blank=True, null=True)),
                ('team_told_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'conversation',
                'verbose_name_plural': 'conversations',
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_from_team', models.BooleanField(default=False)),
                ('text', models.TextField(max_length=4000, verbose_name='text')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='removed')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
            },
        ),
        migrations.CreateModel(
            name='MessageReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(max_length=500, verbose_name='note')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='reported')),
                ('is_open', models.BooleanField(default=True, verbose_name='open')),
            ],
            options={
                'verbose_name': 'report of a message',
                'verbose_name_plural': 'reports of messages',
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course_key', models.UUIDField(verbose_name='course')),
                ('stars', models.PositiveSmallIntegerField(verbose_name='stars')),
                ('text', models.TextField(max_length=4000, verbose_name='text')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('edited_at', models.DateTimeField(blank=True, null=True, verbose_name='changed')),
                ('helpful_count', models.PositiveIntegerField(default=0, verbose_name='helpful votes')),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('is_hidden', models.BooleanField(default=False, verbose_name='hidden')),
                ('hidden_at', models.DateTimeField(blank=True, null=True, verbose_name='hidden since')),
                ('hidden_reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
            },
        ),
        migrations.CreateModel(
            name='ReviewDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('hidden', 'Hidden'), ('restored', 'Shown again'), ('dismissed', 'Left as it is')], max_length=20, verbose_name='decision')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='decided')),
            ],
            options={
                'verbose_name': 'decision about a review',
                'verbose_name_plural': 'decisions about reviews',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReviewReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('abuse', 'Insulting or hateful'), ('spam', 'Advertising'), ('private', 'Tells private things of somebody'), ('unrelated', 'Not about the course'), ('other', 'Something else')], max_length=20, verbose_name='reason')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='reported')),
                ('is_open', models.BooleanField(default=True, verbose_name='open')),
            ],
            options={
                'verbose_name': 'report of a review',
                'verbose_name_plural': 'reports of reviews',
            },
        ),
        migrations.CreateModel(
            name='ReviewVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'helpful vote',
                'verbose_name_plural': 'helpful votes',
            },
        ),
        migrations.AddField(
            model_name='coursesummary',
            name='rating_count',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='coursesummary',
            name='rating_mean',
            field=models.DecimalField(decimal_places=2, max_digits=3, null=True),
        ),
        migrations.AddIndex(
            model_name='coursesummary',
            index=models.Index(fields=['locale', '-rating_mean'], name='summary_rating'),
        ),
        migrations.AddConstraint(
            model_name='coursesummary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rating_count', 0), ('rating_mean__isnull', True)), models.Q(('rating_count__gt', 0), ('rating_mean__gte', 1), ('rating_mean__lte', 5)), _connector='OR'), name='summary_rating_with_count'),
        ),
        migrations.AddField(
            model_name='announcement',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='announcementoptout',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conversation',
            name='learner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conversations', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='conversation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='catalog.conversation'),
        ),
        migrations.AddField(
            model_name='messagereport',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='messagereport',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='catalog.message'),
        ),
        migrations.AddField(
            model_name='messagereport',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='review',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='review',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewdecision',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewdecision',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='catalog.review'),
        ),
        migrations.AddField(
            model_name='reviewreport',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='catalog.review'),
        ),
        migrations.AddField(
            model_name='reviewreport',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewvote',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='catalog.review'),
        ),
        migrations.AddField(
            model_name='reviewvote',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='announcement',
            index=models.Index(fields=['course_key', '-id'], name='announcement_newest'),
        ),
        migrations.AddIndex(
            model_name='announcement',
            index=models.Index(fields=['mailed_at'], name='announcement_to_mail'),
        ),
        migrations.AddConstraint(
            model_name='announcementoptout',
            constraint=models.UniqueConstraint(fields=('user', 'course_key'), name='announcement_opt_out_once'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(fields=['learner', '-last_message_id'], name='conversation_of_learner'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(fields=['course_key', '-last_message_id'], name='conversation_of_course'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.UniqueConstraint(fields=('course_key', 'learner'), name='conversation_once_a_course'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('last_message_id__gte', models.F('last_by_learner_id')), ('last_message_id__gte', models.F('last_by_team_id'))), name='conversation_newest_is_newest'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['conversation', '-id'], name='message_newest'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['author', 'created_at'], name='message_by_author'),
        ),
        migrations.AddIndex(
            model_name='messagereport',
            index=models.Index(fields=['is_open', 'created_at'], name='message_report_open'),
        ),
        migrations.AddConstraint(
            model_name='messagereport',
            constraint=models.UniqueConstraint(fields=('message', 'user'), name='message_report_once'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['course_key', 'is_hidden', '-created_at', '-id'], name='review_newest'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['course_key', 'is_hidden', '-helpful_count', '-id'], name='review_helpful'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['course_key', 'is_hidden', 'stars'], name='review_stars'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('user', 'course_key'), name='review_once_a_course'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5)), name='review_one_to_five_stars'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('hidden_reason', ''), ('is_hidden', True), _negated=True), name='review_hidden_with_reason'),
        ),
        migrations.AddIndex(
            model_name='reviewreport',
            index=models.Index(fields=['is_open', 'created_at'], name='review_report_open'),
        ),
        migrations.AddConstraint(
            model_name='reviewreport',
            constraint=models.UniqueConstraint(fields=('review', 'user'), name='review_report_once'),
        ),
        migrations.AddConstraint(
            model_name='reviewreport',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['abuse', 'spam', 'private', 'unrelated', 'other'])), name='review_report_known_reason'),
        ),
        migrations.AddConstraint(
            model_name='reviewvote',
            constraint=models.UniqueConstraint(fields=('review', 'user'), name='review_vote_once'),
        ),
    ]
