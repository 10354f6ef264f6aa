"""The books: every movement of money as double entries, and who gets which part of it."""

from datetime import datetime

from commerce.models import Order, Payment, Refund


def book_sale(*, order: Order, payment: Payment, now: datetime) -> None:
    """Book a paid order, line by line: tax, the platform's share, the instructors' shares."""


def book_surplus(*, payment: Payment, now: datetime) -> None:
    """Book money that came without need: it is owed back."""


def book_refund(*, refund: Refund, now: datetime) -> None:
    """Book money that went back, the reverse of what was booked when it came."""
