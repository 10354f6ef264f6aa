"""People of the demo's batches who came, went, moved and wait."""

from datetime import datetime, timedelta

from accounts.models import User
from catalog.models import Completion, CoursePage, LessonPage
from catalog.services.completion import complete_lesson, note_visit
from classroom.models import CourseBatch, Joining, JoinSource, WaitlistEntry
from classroom.services.batches import BatchPlan, create_batch
from classroom.services.joining import join_batch
from classroom.services.roster import move_members, put_first, remove_members
from classroom.services.roster_import import keep_list
from classroom.services.waiting import wait_for_seat
from home.demo import roster


def load_roster(*, batch: CourseBatch, course: CoursePage, teacher: User, others: list[User], now: datetime) -> None:
    """A second batch that is full and waited for; somebody is moved there, somebody is removed from the first.

    `others` are learners who are in no batch yet.
    """
    _learn(batch, course, now)
    people = iter(others)
    removed, moved = (_seat(next(people), batch, now - timedelta(days=days)) for days in (6, 4))
    reason = roster.REMOVAL_REASON
    remove_members(batch=batch, members=[removed.pk], by=teacher, reason=reason, now=now - timedelta(days=1))
    second = _second_batch(batch, course, teacher)
    for _place in range(roster.SECOND_SEATED):
        _seat(next(people), second, now)
    move_members(batch=batch, members=[moved.pk], to=second, by=teacher, now=now)
    for place in range(roster.SECOND_WAITING):
        moment = now - timedelta(hours=9 - place)
        wait_for_seat(user=next(people), batch=second, code=second.join_code, now=moment)
    put_first(entry=WaitlistEntry.objects.filter(batch=second).latest("waits_since"))
    keep_list(batch=second, content=roster.FILE.encode(), filename=roster.FILE_NAME, by=teacher)


def _learn(batch: CourseBatch, course: CoursePage, now: datetime) -> None:
    """Some are ahead of the others, some have not begun: within the first module, which is open to all."""
    module = course.get_children().live().first()
    lessons = list(LessonPage.objects.live().child_of(module).order_by("path")) if module else []
    for place, member in enumerate(batch.members.select_related("user").order_by("pk")):
        moment = now - timedelta(hours=2 + 3 * place)
        for lesson in lessons[: (place * 5) % (len(lessons) + 1)]:
            by_video = lesson.completes_by == LessonPage.CompletesBy.VIDEO
            how = Completion.How.VIDEO if by_video else Completion.How.BUTTON
            done = complete_lesson(user=member.user, lesson=lesson, how=how, now=moment)
            note_visit(done.enrollment, lesson.translation_key, now=moment)


def _second_batch(batch: CourseBatch, course: CoursePage, teacher: User) -> CourseBatch:
    first = batch.starts_on + timedelta(weeks=3)
    plan = BatchPlan(
        name=roster.SECOND_NAME,
        starts_on=first,
        ends_on=first + timedelta(weeks=roster.SECOND_WEEKS),
        timezone=batch.timezone,
        seats=roster.SECOND_SEATS,
        joining=Joining.CODE,
    )
    return create_batch(course=course, plan=plan, teacher=teacher)


def _seat(person: User, batch: CourseBatch, moment: datetime):
    return join_batch(user=person, batch=batch, source=JoinSource.CODE, now=moment)
