"""The demo's batch in which the learner of the demo learns."""

from datetime import time

COURSE = "batik-by-numbers"
TEACHER = "instructor@example.com"
NAME = "Batik circle"
TIMEZONE = "Asia/Jakarta"
WEEKS_AGO, WEEKS, SEATED = 4, 10, 6
# Wednesdays, by the clocks of Jakarta.
WEEKDAY, BEGINS, MINUTES, MEETING = 2, time(16), 60, "Show what you drew"
# What the teacher has written to begin with.
WELCOME = """**Welcome to the circle.** We meet on Wednesdays at four, with paper and a pencil.

Bring one drawing each time. It may be crooked: that is what we talk about."""
