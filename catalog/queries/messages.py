"""Conversations and letters as pages show them."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.fields import BooleanField

from catalog.models import Conversation, CourseTeam, Enrollment, Message, MessageReport
from catalog.queries.keyset import KeysetPage, page_before


def team_course_keys(user) -> list[UUID]:
    """Keys of the courses that `user` teaches; one query."""
    teams = CourseTeam.objects.filter(group__user=user)
    return list(teams.values_list("course__translation_key", flat=True).distinct())


def conversations_of(user, before: str | None) -> KeysetPage:
    """A page of what `user` has written and got, as learner and as instructor; two queries.

    Each has `is_mine` (user is the learner) and `is_unread`.
    """
    rows = Conversation.objects.filter(Q(learner=user) | Q(course_key__in=team_course_keys(user)))
    return page_before(_marked(rows, user), before, by="last_message_id")


def conversations_in(user, course_key: UUID, before: str | None) -> KeysetPage:
    """A page of the conversations of one course, for its team; one query."""
    return page_before(_marked(Conversation.objects.filter(course_key=course_key), user), before, by="last_message_id")


def _marked(rows: QuerySet[Conversation], user) -> QuerySet[Conversation]:
    is_mine = Q(learner=user)
    unread = (is_mine & Q(last_by_team_id__gt=F("learner_read_id"))) | (
        ~is_mine & Q(last_by_learner_id__gt=F("team_read_id"))
    )
    return rows.select_related("learner").annotate(
        is_mine=Case(When(is_mine, then=True), default=False, output_field=BooleanField()),
        is_unread=Case(When(unread, then=True), default=False, output_field=BooleanField()),
    )


def conversation_between(course_key: UUID, learner_id: int) -> Conversation | None:
    """The conversation of one learner about one course; one query."""
    rows = Conversation.objects.filter(course_key=course_key, learner_id=learner_id)
    return rows.select_related("learner").first()


def letters_of(conversation: Conversation | None, before: str | None) -> KeysetPage:
    """A page of letters, the newest first; one query, none without a conversation."""
    if conversation is None:
        return KeysetPage([], None)
    return page_before(conversation.messages.select_related("author"), before)


def learners_to_write_to(course_key: UUID, words: str, before: str | None) -> KeysetPage:
    """A page of the people who take the course, the newest accounts first, whose name has `words`; one query."""
    runs = Enrollment.objects.filter(course_key=course_key, is_active=True, user=OuterRef("pk"))
    people = get_user_model().objects.filter(Exists(runs), is_active=True)
    if words:
        people = people.filter(display_name__icontains=words.replace("\x00", "")[:100])
    return page_before(people, before)


def reported_messages() -> QuerySet[Message]:
    """Letters with open reports, the longest waiting first."""
    waiting = MessageReport.objects.filter(message=OuterRef("pk"), is_open=True)
    rows = Message.objects.filter(Exists(waiting)).select_related("author", "conversation__learner")
    return rows.prefetch_related("reports__user").order_by("pk")


def letters_before(message: Message, count: int = 2) -> list[Message]:
    """The letters that stand directly above one, in order; one query."""
    rows = Message.objects.filter(conversation_id=message.conversation_id, pk__lt=message.pk)
    return list(rows.select_related("author").order_by("-pk")[:count])[::-1]
