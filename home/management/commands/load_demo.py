"""`manage.py load_demo`: a site full of courses and people to look around in."""

from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from home.demo.people import ADMIN, INSTRUCTORS, LEARNER, MODERATOR, PASSWORD
from home.services.demo_load import DemoRefused, load_demo

SIGN_INS = (
    (ADMIN, "everything, /cms/ and /django-admin/"),
    (MODERATOR, "reviews and publishes courses in /cms/"),
    (INSTRUCTORS[0], "writes two courses in /cms/"),
    (LEARNER, "half way through a course, see /learn/"),
)


class Command(BaseCommand):
    """Loads the demo; run again, it adds what is missing and changes nothing else."""

    help = "Load demo courses, people and progress (development only; repeatable)."

    def handle(self, *args, **options) -> None:
        started = monotonic()
        try:
            report = load_demo()
        except DemoRefused as error:
            raise CommandError(str(error.message)) from error
        if not options["verbosity"]:
            return
        seconds = monotonic() - started
        self.stdout.write(
            f"Demo: {report.courses} courses, {report.lessons} lessons, {report.learners} learners ({seconds:.0f} s)."
        )
        self.stdout.write(f"Sign in with the password {PASSWORD}:")
        for person, what in SIGN_INS:
            self.stdout.write(f"  {person.email:<24} {what}")
