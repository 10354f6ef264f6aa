"""What the demo's shop has: coupons, a sale, a bundle, a gift, and where instructors are paid."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoCoupon:
    """Percent off, for one course or for all; with an owner it is an instructor's own."""

    code: str
    name: str
    percent: int
    course: str = ""
    owner: str = ""
    uses: int | None = None


COUPONS = (
    DemoCoupon("WELCOME20", "For everybody who is new", 20),
    DemoCoupon(
        "SEKAR-FRIENDS", "From Sekar’s newsletter", 25, course="statistics-without-fear", owner="instructor@example.com"
    ),
    DemoCoupon("LAST-SEATS", "The first fifty", 40, uses=50),
)
# The price while it is on sale, in the smallest unit; it began two days ago and ends in twelve.
SALE = {"statistics-without-fear": 14_00}
BUNDLE_SLUG = "numbers-for-life"
BUNDLE_TITLE = "Numbers for life"
BUNDLE_SUMMARY = (
    "What chance has to do with your week, and your wallet with your month: two courses that make figures friendly, "
    "for less than both alone."
)
BUNDLE_PRICE = 22_00
BUNDLE_COURSES = ("statistics-without-fear", "keuangan-rumah-tangga")
GIFT = {
    "gift_email": "rani@example.com",
    "gift_name": "Rani",
    "gift_message": "Happy birthday, Rani. You always asked how sure sure is: here is somebody who can explain it.",
}
# By the instructor's address: holder, number, bank, country.
BANKS = {
    "instructor@example.com": ("Sekar Wulandari", "0012345678", "Bank Jago", "ID"),
    "bima@example.com": ("Bima Prasetyo", "7712345670", "BCA", "ID"),
}
