"""The demo's batches: people who learn a course together."""

COURSE = "statistics-without-fear"
TEACHER = "instructor@example.com"
NAME = "Thursday evenings"
TIMEZONE = "Asia/Jakarta"
SEATS, SEATED, WEEKS = 12, 9, 6
