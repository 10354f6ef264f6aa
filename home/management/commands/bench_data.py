"""`manage.py bench_data`: the school that `make bench` measures."""

from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "Load the seeded benchmark school into an empty PostgreSQL database."

    def handle(self, *args, **options):
        from benchmarks.data import COMPLETIONS, COURSES, LEARNERS, LESSONS, MODULES, build

        if connection.vendor != "postgresql":
            raise CommandError("The benchmark school needs PostgreSQL; run `make bench-data`.")
        started = monotonic()
        try:
            build()
        except RuntimeError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{COURSES} courses, {COURSES * MODULES * LESSONS} lessons, {LEARNERS} learners, "
            f"{COMPLETIONS} completions in {monotonic() - started:.0f} s."
        )
