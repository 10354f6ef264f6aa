"""One of each thing that the API knows, and everybody who may meet it."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from catalog.models import Certificate, Completion, CoursePage, Enrollment, Note, Review
from catalog.services.completion import complete_lesson
from classroom.models import CourseBatch, Joining
from commerce.models import CartItem, Gift
from commerce.services.orders import Billing, place_order
from tests.factories.accounts import AdminFactory, InstructorFactory, ModeratorFactory, UserFactory
from tests.factories.api import api_client
from tests.factories.catalog import enroll, lessons_of, make_course, make_path, modules_of
from tests.factories.classroom import make_batch, seat
from tests.factories.commerce import (
    fill_cart,
    make_bundle,
    make_coupon,
    make_order,
    make_paid_course,
    paid_order,
    pay,
    seen_by,
)
from tests.factories.notes import make_notes
from tests.factories.papers import make_invoices
from tests.factories.reviews import make_review
from tests.factories.sessions import make_session, ready_session
from tests.factories.stream import announce, comment, hand_out


@dataclass
class World:
    """`headers` with which each role calls; `things` by the names in addresses and bodies of the table."""

    headers: dict[str, dict[str, str]]
    things: dict[str, object]


def make_world() -> World:
    """A live course with its team, a learner in the middle of it, a draft, and what the learner has left behind."""
    people = {
        "anonymous": None,
        "stranger": UserFactory(),
        "learner": UserFactory(),
        "other_instructor": InstructorFactory(),
        "teacher": InstructorFactory(),
        "moderator": ModeratorFactory(),
        "admin": AdminFactory(),
    }
    learner, teacher = people["learner"], people["teacher"]
    course = make_course(author=teacher, title="Live", lessons=3)
    draft = make_course(author=teacher, title="Draft", live=False)
    finished = make_course(author=teacher, title="Finished", lessons=1)
    path = make_path(finished, course)
    run = enroll(learner, course)
    enroll(learner, finished)
    lesson = lessons_of(course)[0]
    for done in (lesson, *lessons_of(finished)):
        complete_lesson(user=learner, lesson=done)
    return World(
        {role: headers_of(user) for role, user in people.items()},
        {
            **pages("", course),
            **pages("draft_", draft),
            "last_lesson": lessons_of(course)[-1].pk,
            "path": path.pk,
            "run": Enrollment.objects.get(pk=run.pk).pk,
            "note": make_notes(learner, lesson)[0].pk,
            "review": make_review(course, user=learner).pk,
            "certificate": Certificate.objects.get(enrollment__user=learner).uuid,
            "invoice": make_invoices(1, user=learner)[0].pk,
            **shop_things(learner, teacher),
            **batches(learner, teacher, course),
            **sessions_of_batches(),
            **attendance(learner, teacher, course),
            "teacher": teacher.pk,
            "learner": learner.pk,
        },
    )


def shop_things(learner: User, teacher: User) -> dict[str, object]:
    """An order that the learner has paid, one that waits, and the cart it came from; a gift of the teacher."""
    paid = paid_order(learner, make_paid_course())
    waiting = make_order(learner, make_paid_course(), coupon=make_coupon())
    visitors = fill_cart(None, make_paid_course())
    fill_cart(teacher, make_paid_course()).items.update(gift_email="sari@example.com")
    pay(place_order(user=teacher, billing=Billing(), seen=seen_by(teacher)))
    return {
        "paid_course": make_paid_course().pk,
        "offer": make_bundle(make_paid_course()).pk,
        "closed_offer": make_bundle(make_paid_course(), is_active=False).pk,
        "order": paid.number,
        "waiting_order": waiting.number,
        "fingerprint": waiting.fingerprint,
        "item": CartItem.objects.get(cart__user=learner).pk,
        "coupon": make_coupon().code,
        "cart_key": visitors.key,
        "gift": Gift.objects.get().token,
    }


def batches(learner: User, teacher: User, course: CoursePage) -> dict[str, object]:
    """A batch of the teacher that anybody may join, and one by code; the learner is in both."""
    opened, coded = make_batch(course, teacher=teacher), make_batch(course, teacher=teacher, joining=Joining.CODE)
    for batch in (opened, coded):
        seat(batch, learner)
    module_key = modules_of(course)[0].translation_key
    return {
        "module_key": module_key,
        "batch": opened.pk,
        "coded_batch": coded.pk,
        "join_code": coded.join_code,
        "course_key": course.translation_key,
        "batch_helper": InstructorFactory().email,
        **stream_things(opened, teacher),
    }


def stream_things(batch: CourseBatch, teacher: User) -> dict[str, object]:
    """An announcement with a comment of the teacher, and a material."""
    announcement = announce(batch)
    said = comment(announcement, teacher)
    return {"announcement": announcement.pk, "comment": said.pk, "material": hand_out(batch).pk}


def sessions_of_batches() -> dict[str, object]:
    """A live session with its room in each batch, that anybody who is in it can join now."""
    opened, coded = (ready_session(batch) for batch in CourseBatch.objects.order_by("pk"))
    return {"session": opened.pk, "coded_session": coded.pk, "session_time": opened.ends_at.isoformat()}


def attendance(learner: User, teacher: User, course: CoursePage) -> dict[str, object]:
    """A session that goes on, for which the learner is excused."""
    batch = make_batch(course, teacher=teacher, joining=Joining.CODE)
    seat(batch, learner)
    session = make_session(batch, starts_at=timezone.now() - timedelta(minutes=5))
    return {"held_session": session.pk, "marks": [{"user": learner.pk, "status": "excused"}]}


def headers_of(user: User | None) -> dict[str, str]:
    """The access token of a session of its own; nothing for nobody."""
    return {"Authorization": f"Bearer {api_client(user).tokens['access_token']}"} if user else {}


def things_left(world: World) -> list[int]:
    """How much there is of what the learner has."""
    learner = world.things["learner"]
    mine = [Note.objects, Review.objects, Enrollment.objects.filter(is_active=True)]
    own = [rows.filter(user=learner).count() for rows in mine]
    own.append(CartItem.objects.filter(cart__user=learner, cart__coupon__isnull=False).count())
    return [*own, Completion.objects.filter(enrollment__user=learner).count()]


def pages(prefix: str, course: CoursePage) -> dict[str, int]:
    """A course with its first module and lesson."""
    first = {"course": course, "module": modules_of(course)[0], "lesson": lessons_of(course)[0]}
    return {f"{prefix}{name}": page.pk for name, page in first.items()}
