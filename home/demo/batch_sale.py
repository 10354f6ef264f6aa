"""The demo's batch for sale: its dates, its price, and how many have bought a place."""

from datetime import time

COURSE = "statistics-without-fear"
TEACHER = "instructor@example.com"
NAME = "Saturday mornings"
TIMEZONE = "Asia/Jakarta"
STARTS_IN_DAYS, WEEKS, SEATS = 10, 5, 10
PRICE_MINOR, CURRENCY = 49_00, "USD"
# Saturdays, by the clocks of Jakarta.
WEEKDAY, BEGINS, MINUTES, MEETING = 5, time(9), 120, "Numbers of the week"
# Those of the learners who have bought a place, some time before the shop's last orders, which have their own fates.
FIRST_BUYER, BUYERS, DAYS_AGO = 30, 3, 20
