"""The demo's batch of last season: over, and in the archive."""

NAME = "Thursday evenings, first round"
WEEKS = 6
# So long ago its last day was.
WEEKS_AGO = 8
# 19:00 to 20:30.
WEEKDAY, HOUR, MINUTES = 3, 19, 90
TITLE = "Evening class"
ASSISTANT = "meera@example.com"
SEATED = 7
