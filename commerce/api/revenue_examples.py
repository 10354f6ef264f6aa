"""An example of shares and payouts, for the description of the API."""

from catalog.api.v1.examples import COURSE_ID, MOMENT, answer

REVENUE = answer(
    "Share of a sale",
    {
        "id": 701,
        "kind": "sale",
        "course": {"id": COURSE_ID, "title": "Batik from the first dot"},
        "order_number": "2026-000123",
        "percent": "70.00",
        "amount": {"amount_minor": 1330, "amount": "13.30", "currency": "USD"},
        "created_at": MOMENT,
        "available_at": "2026-03-31T09:30:00Z",
        "payout": None,
    },
)
PAYOUT = answer(
    "Payout",
    {
        "id": 31,
        "status": "paid",
        "amount": {"amount_minor": 25400, "amount": "254.00", "currency": "USD"},
        "account": "Bank Jago ····7890",
        "created_at": MOMENT,
        "paid_at": "2026-03-03T02:00:00Z",
    },
)
