"""How long it takes to enroll 10,000 people in one course, committed."""

from time import perf_counter

from accounts.models import User, UserActivity
from benchmarks.data import READER
from catalog.models import CoursePage, Enrollment, Grant
from catalog.services.bulk_enrollment import enroll_many
from lms_site.models import OutboxEvent

PEOPLE = 10_000


def measure_enrolling() -> float:
    """Seconds of the median of three runs; what each run wrote is removed again."""
    course = CoursePage.objects.live().order_by("-pk")[0]
    taken = Enrollment.objects.filter(course_key=course.translation_key).values("user_id")
    people = list(User.objects.exclude(email=READER).exclude(pk__in=taken).order_by("pk")[:PEOPLE])
    return sorted(measure_once(people, course) for _ in range(3))[1]


def measure_once(people: list[User], course: CoursePage) -> float:
    started = perf_counter()
    count = enroll_many(users=people, course=course)
    seconds = perf_counter() - started
    if count != len(people):
        raise RuntimeError(f"{count} of {len(people)} were enrolled")
    made = Enrollment.objects.filter(course_key=course.translation_key, user__in=people)
    Grant.objects.filter(enrollment__in=made).delete()
    made.delete()
    UserActivity.objects.filter(verb="enrolled", user__in=people).delete()
    OutboxEvent.objects.filter(name="catalog.events.StudentEnrolled").delete()
    return seconds
