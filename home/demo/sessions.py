"""The demo's live sessions: weekly times by the clocks of the batch, and one that is on now."""

from datetime import time

# Day of the week (Monday is 0), begin, minutes, title.
WEEK = (
    (1, time(18), 45, "Open desk: bring your homework"),
    (3, time(19), 90, "Thursday evening: the week's chapter"),
)
NOW_TITLE = "Questions before the weekend"
NOW_ABOUT = "A short one: whoever is stuck shares the screen, and we look at it together."
NOW_MINUTES, BEGAN_MINUTES_AGO = 60, 10
RECORDING = "https://example.com/recordings/{number}"
