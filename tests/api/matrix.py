"""Who may do what: every address and method of /api/v1/, with the status that each role is answered.

The columns are ROLES. `{…}` stands for an id of `world`; `draft_…` are pages that were never published. Nobody
is told by 403 that something exists which that person may not know of.
"""

from tests.api.calls import GONE, OPEN, SIGNED_IN, WRONG, Call
from tests.api.classroom_matrix import CLASSROOM, STREAM

PROFILE = {
    "display_name": "Name",
    "certificate_name": "",
    "headline": "",
    "bio": "",
    "website": "",
    "is_public": False,
    "language": "",
    "timezone": "",
}

EVERYBODY = [
    Call("GET", "schema/", "schema/", OPEN),
    Call("GET", "docs/", "docs/", OPEN),
    Call("GET", "users/<int:pk>/profile/", "users/{teacher}/profile/", OPEN),
]

AUTH = [
    Call(
        "POST",
        "auth/register/",
        "auth/register/",
        "201 201 201 201 201 201 201",
        {"email": "new@example.com", "password": "long-enough-words", "display_name": "New", "terms": True},
    ),
    Call("POST", "auth/verify-email/", "auth/verify-email/", WRONG, {"key": "x"}),
    Call("POST", "auth/resend-verification/", "auth/resend-verification/", OPEN, {"email": "new@example.com"}),
    Call(
        "POST",
        "auth/login/",
        "auth/login/",
        "401 401 401 401 401 401 401",
        {"email": "new@example.com", "password": "wrong"},
    ),
    Call(
        "POST",
        "auth/second-factor/",
        "auth/second-factor/",
        "401 401 401 401 401 401 401",
        {"session_token": "x", "code": "123456"},
    ),
    Call("POST", "auth/refresh/", "auth/refresh/", "401 401 401 401 401 401 401", {"refresh_token": "x"}),
    Call("POST", "auth/logout/", "auth/logout/", "401 204 204 204 204 204 204", {}),
    Call("GET", "auth/profile/", "auth/profile/", SIGNED_IN),
    Call("PUT", "auth/profile/", "auth/profile/", SIGNED_IN, PROFILE),
    Call("PATCH", "auth/profile/", "auth/profile/", SIGNED_IN, {"display_name": "Name"}),
    Call(
        "POST",
        "auth/change-password/",
        "auth/change-password/",
        SIGNED_IN,
        {"current_password": "learn-by-doing", "new_password": "another-long-one"},
    ),
    Call("POST", "auth/forgot-password/", "auth/forgot-password/", OPEN, {"email": "new@example.com"}),
    Call("POST", "auth/reset-password/", "auth/reset-password/", WRONG, {"key": "x", "password": "another-long-one"}),
]
READING = [
    Call("GET", "courses/", "courses/", OPEN),
    Call("GET", "courses/categories/", "courses/categories/", OPEN),
    Call("GET", "courses/<row:pk>/", "courses/{course}/", OPEN),
    Call("GET", "courses/<row:pk>/", "courses/{draft_course}/", "404 404 404 404 404 404 404"),
    Call("GET", "courses/<row:pk>/modules/", "courses/{course}/modules/", OPEN),
    Call("GET", "courses/<row:pk>/modules/", "courses/{draft_course}/modules/", "404 404 404 404 404 404 404"),
    Call("GET", "courses/<row:pk>/lessons/", "courses/{course}/lessons/", OPEN),
    Call("GET", "courses/<row:pk>/lessons/", "courses/{draft_course}/lessons/", "404 404 404 404 404 404 404"),
    Call("GET", "modules/<row:pk>/", "modules/{module}/", OPEN),
    Call("GET", "modules/<row:pk>/", "modules/{draft_module}/", "404 404 404 404 404 404 404"),
    Call("GET", "lessons/<row:pk>/", "lessons/{lesson}/", "401 403 200 403 200 200 200"),
    Call("GET", "lessons/<row:pk>/", "lessons/{draft_lesson}/", "404 404 404 404 404 404 404"),
    Call("GET", "lessons/<row:pk>/attachments/", "lessons/{lesson}/attachments/", "401 403 200 403 200 200 200"),
    Call("GET", "lessons/<row:pk>/attachments/", "lessons/{draft_lesson}/attachments/", "404 404 404 404 404 404 404"),
    Call("GET", "lessons/", "lessons/", SIGNED_IN),
    Call("GET", "learning-paths/", "learning-paths/", OPEN),
    Call("GET", "learning-paths/<row:pk>/", "learning-paths/{path}/", OPEN),
    Call("GET", "users/<int:pk>/profile/", "users/{learner}/profile/", "404 404 404 404 404 404 404"),
    Call("GET", "reviews/", "reviews/?course={course}", OPEN),
    Call("GET", "reviews/", "reviews/?course={draft_course}", "404 404 404 404 404 404 404"),
    Call("GET", "reviews/<row:pk>/", "reviews/{review}/", OPEN),
    Call("GET", "certificates/<uuid:uuid>/verify/", "certificates/{certificate}/verify/", OPEN),
]
LEARNING = [
    Call("POST", "courses/<row:pk>/enroll/", "courses/{course}/enroll/", "401 201 201 201 201 201 201", {}),
    Call("POST", "courses/<row:pk>/enroll/", "courses/{draft_course}/enroll/", "401 404 404 404 404 404 404", {}),
    Call("DELETE", "courses/<row:pk>/enroll/", "courses/{course}/enroll/", "401 204 204 204 204 204 204"),
    Call("DELETE", "courses/<row:pk>/enroll/", "courses/{draft_course}/enroll/", "401 404 404 404 404 404 404"),
    Call("GET", "courses/<row:pk>/progress/", "courses/{course}/progress/", "401 403 200 403 403 403 403"),
    Call("GET", "courses/<row:pk>/progress/", "courses/{draft_course}/progress/", "401 404 404 404 404 404 404"),
    Call("POST", "lessons/<row:pk>/complete/", "lessons/{last_lesson}/complete/", "401 403 200 403 403 403 403", {}),
    Call("POST", "lessons/<row:pk>/complete/", "lessons/{draft_lesson}/complete/", "401 404 404 404 404 404 404", {}),
    Call("DELETE", "lessons/<row:pk>/complete/", "lessons/{lesson}/complete/", "401 403 204 403 403 403 403"),
    Call("DELETE", "lessons/<row:pk>/complete/", "lessons/{draft_lesson}/complete/", "401 404 404 404 404 404 404"),
    Call("GET", "lessons/<row:pk>/progress/", "lessons/{lesson}/progress/", "401 403 200 403 200 200 200"),
    Call("GET", "lessons/<row:pk>/progress/", "lessons/{draft_lesson}/progress/", "401 404 404 404 404 404 404"),
    Call(
        "PUT",
        "lessons/<row:pk>/progress/",
        "lessons/{lesson}/progress/",
        "401 403 200 403 403 403 403",
        {"position_seconds": 3},
    ),
    Call(
        "PUT",
        "lessons/<row:pk>/progress/",
        "lessons/{draft_lesson}/progress/",
        "401 404 404 404 404 404 404",
        {"position_seconds": 3},
    ),
    Call("GET", "enrollments/", "enrollments/", SIGNED_IN),
    Call("GET", "enrollments/<row:pk>/", "enrollments/{run}/", "401 404 200 404 404 404 404"),
    Call("POST", "learning-paths/<row:pk>/enroll/", "learning-paths/{path}/enroll/", "401 201 201 201 201 201 201", {}),
    Call("DELETE", "learning-paths/<row:pk>/enroll/", "learning-paths/{path}/enroll/", "401 204 204 204 204 204 204"),
    Call("GET", "learning-paths/<row:pk>/progress/", "learning-paths/{path}/progress/", "401 403 403 403 403 403 403"),
    Call("GET", "certificates/", "certificates/", SIGNED_IN),
    Call("GET", "certificates/<uuid:uuid>/", "certificates/{certificate}/", "401 404 200 404 404 404 404"),
]
WORDS = [
    Call("GET", "notes/", "notes/", SIGNED_IN),
    Call("GET", "lessons/<row:pk>/notes/", "lessons/{lesson}/notes/", SIGNED_IN),
    Call("GET", "lessons/<row:pk>/notes/", "lessons/{draft_lesson}/notes/", "401 404 404 404 404 404 404"),
    Call(
        "POST",
        "lessons/<row:pk>/notes/",
        "lessons/{lesson}/notes/",
        "401 403 201 403 201 201 201",
        {"text": "A thought."},
    ),
    Call(
        "POST",
        "lessons/<row:pk>/notes/",
        "lessons/{draft_lesson}/notes/",
        "401 404 404 404 404 404 404",
        {"text": "A thought."},
    ),
    Call("PUT", "notes/<row:pk>/", "notes/{note}/", "401 404 200 404 404 404 404", {"text": "Another thought."}),
    Call("DELETE", "notes/<row:pk>/", "notes/{note}/", "401 204 204 204 204 204 204"),
    Call(
        "POST", "reviews/", "reviews/", "401 403 201 403 403 403 403", {"course": "course", "stars": 4, "text": "Good."}
    ),
    Call(
        "POST",
        "reviews/",
        "reviews/",
        "401 404 404 404 404 404 404",
        {"course": "draft_course", "stars": 4, "text": "Good."},
    ),
    Call(
        "PUT", "reviews/<row:pk>/", "reviews/{review}/", "401 404 200 404 404 404 404", {"stars": 5, "text": "Better."}
    ),
    Call("DELETE", "reviews/<row:pk>/", "reviews/{review}/", "401 404 204 404 404 404 404"),
    Call("PUT", "reviews/<row:pk>/helpful/", "reviews/{review}/helpful/", "401 200 403 200 200 200 200", {}),
    Call("DELETE", "reviews/<row:pk>/helpful/", "reviews/{review}/helpful/", "401 204 403 204 204 204 204"),
    Call(
        "POST",
        "reviews/<row:pk>/report/",
        "reviews/{review}/report/",
        "401 201 403 201 201 201 201",
        {"reason": "spam"},
    ),
]
WRITING = [
    Call("POST", "courses/", "courses/", "401 403 403 201 201 201 201", {"title": "A new course"}),
    Call("PUT", "courses/<row:pk>/", "courses/{course}/", "401 403 403 403 200 200 200", {"title": "Renamed"}),
    Call("PUT", "courses/<row:pk>/", "courses/{draft_course}/", "401 404 404 404 200 200 200", {"title": "Renamed"}),
    Call("PATCH", "courses/<row:pk>/", "courses/{course}/", "401 403 403 403 200 200 200", {"title": "Renamed"}),
    Call("PATCH", "courses/<row:pk>/", "courses/{draft_course}/", "401 404 404 404 200 200 200", {"title": "Renamed"}),
    Call("DELETE", "courses/<row:pk>/", "courses/{course}/", "401 403 403 403 409 409 409"),
    Call("DELETE", "courses/<row:pk>/", "courses/{draft_course}/", "401 404 404 404 204 204 204"),
    Call("GET", "courses/<row:pk>/draft/", "courses/{course}/draft/", "401 403 403 403 200 200 200"),
    Call("GET", "courses/<row:pk>/draft/", "courses/{draft_course}/draft/", "401 404 404 404 200 200 200"),
    Call("POST", "courses/<row:pk>/submit/", "courses/{course}/submit/", "401 403 403 403 409 409 409", {}),
    Call("POST", "courses/<row:pk>/submit/", "courses/{draft_course}/submit/", "401 404 404 404 409 409 409", {}),
    Call(
        "POST",
        "courses/<row:pk>/modules/",
        "courses/{course}/modules/",
        "401 403 403 403 201 201 201",
        {"title": "One more"},
    ),
    Call(
        "POST",
        "courses/<row:pk>/modules/",
        "courses/{draft_course}/modules/",
        "401 404 404 404 201 201 201",
        {"title": "One more"},
    ),
    Call("PUT", "modules/<row:pk>/", "modules/{module}/", "401 403 403 403 200 200 200", {"title": "Renamed"}),
    Call("PUT", "modules/<row:pk>/", "modules/{draft_module}/", "401 404 404 404 200 200 200", {"title": "Renamed"}),
    Call("PATCH", "modules/<row:pk>/", "modules/{module}/", "401 403 403 403 200 200 200", {"title": "Renamed"}),
    Call("PATCH", "modules/<row:pk>/", "modules/{draft_module}/", "401 404 404 404 200 200 200", {"title": "Renamed"}),
    Call("DELETE", "modules/<row:pk>/", "modules/{module}/", "401 403 403 403 409 409 409"),
    Call("DELETE", "modules/<row:pk>/", "modules/{draft_module}/", "401 404 404 404 204 204 204"),
    Call("GET", "modules/<row:pk>/draft/", "modules/{module}/draft/", "401 403 403 403 200 200 200"),
    Call("GET", "modules/<row:pk>/draft/", "modules/{draft_module}/draft/", "401 404 404 404 200 200 200"),
    Call("POST", "lessons/", "lessons/", "401 403 403 403 201 201 201", {"module": "module", "title": "One more"}),
    Call(
        "POST", "lessons/", "lessons/", "401 400 400 400 201 201 201", {"module": "draft_module", "title": "One more"}
    ),
    Call("PUT", "lessons/<row:pk>/", "lessons/{lesson}/", "401 403 403 403 200 200 200", {"title": "Renamed"}),
    Call("PUT", "lessons/<row:pk>/", "lessons/{draft_lesson}/", "401 404 404 404 200 200 200", {"title": "Renamed"}),
    Call("PATCH", "lessons/<row:pk>/", "lessons/{lesson}/", "401 403 403 403 200 200 200", {"title": "Renamed"}),
    Call("PATCH", "lessons/<row:pk>/", "lessons/{draft_lesson}/", "401 404 404 404 200 200 200", {"title": "Renamed"}),
    Call("DELETE", "lessons/<row:pk>/", "lessons/{lesson}/", "401 403 403 403 409 409 409"),
    Call("DELETE", "lessons/<row:pk>/", "lessons/{draft_lesson}/", "401 404 404 404 204 204 204"),
    Call("GET", "lessons/<row:pk>/draft/", "lessons/{lesson}/draft/", "401 403 403 403 200 200 200"),
    Call("GET", "lessons/<row:pk>/draft/", "lessons/{draft_lesson}/draft/", "401 404 404 404 200 200 200"),
]
BUYING = [
    Call("GET", "invoices/", "invoices/", SIGNED_IN),
    Call("GET", "invoices/<row:pk>/", "invoices/{invoice}/", "401 404 200 404 404 404 404"),
    Call("GET", "invoices/<row:pk>/pdf/", "invoices/{invoice}/pdf/", "401 404 200 404 404 404 404"),
]

MONEY = [
    Call("GET", "revenue/", "revenue/", SIGNED_IN),
    Call("GET", "payouts/", "payouts/", SIGNED_IN),
]

PAYMENTS = [
    # On a site that does not use Stripe; who has its signature is tested with the gateway.
    Call("POST", "payments/stripe/webhook/", "payments/stripe/webhook/", "404 404 404 404 404 404 404", {}),
]

SHOP = [
    Call("GET", "offers/", "offers/", OPEN),
    Call("GET", "offers/<row:pk>/", "offers/{offer}/", OPEN),
    Call("GET", "offers/<row:pk>/", "offers/{closed_offer}/", "404 404 404 404 404 404 404"),
    Call("GET", "cart/", "cart/", OPEN),
    Call("DELETE", "cart/", "cart/", GONE),
    Call("POST", "cart/items/", "cart/items/", "201 201 201 201 201 201 201", {"course": "paid_course"}),
    Call("POST", "cart/items/", "cart/items/", "404 404 404 404 404 404 404", {"course": "draft_course"}),
    Call("PATCH", "cart/items/<row:pk>/", "cart/items/{item}/", "404 404 200 404 404 404 404", {"gift": None}),
    Call("DELETE", "cart/items/<row:pk>/", "cart/items/{item}/", GONE),
    Call("PUT", "cart/coupon/", "cart/coupon/", "409 409 200 409 409 409 409", {"code": "coupon"}),
    Call("DELETE", "cart/coupon/", "cart/coupon/", GONE),
    Call("POST", "cart/merge/", "cart/merge/", SIGNED_IN, {"cart_key": "cart_key"}),
    Call("POST", "coupons/validate/", "coupons/validate/", "409 409 200 409 409 409 409", {"code": "coupon"}),
    Call("GET", "orders/", "orders/", SIGNED_IN),
    Call("POST", "orders/", "orders/", "401 409 201 409 409 409 409", {"fingerprint": "fingerprint"}),
    Call("GET", "orders/<str:number>/", "orders/{order}/", "401 404 200 404 404 404 200"),
    Call("POST", "orders/<str:number>/pay/", "orders/{waiting_order}/pay/", "401 404 200 404 404 404 404", {}),
    Call("POST", "orders/<str:number>/cancel/", "orders/{waiting_order}/cancel/", "401 404 200 404 404 404 404", {}),
    Call("POST", "orders/<str:number>/refund/", "orders/{order}/refund/", "401 404 201 404 404 404 404", {"line": 1}),
    Call(
        "POST",
        "orders/<str:number>/refund/",
        "orders/{order}/refund/",
        "401 404 403 404 404 404 201",
        {"lines": [{"line": 1}], "seen_refunded_minor": 0},
    ),
    Call("GET", "gifts/<str:token>/", "gifts/{gift}/", OPEN),
    Call("POST", "gifts/<str:token>/redeem/", "gifts/{gift}/redeem/", SIGNED_IN, {}),
]


ALL = [*EVERYBODY, *AUTH, *READING, *LEARNING, *WORDS, *WRITING, *BUYING, *MONEY, *PAYMENTS, *SHOP, *CLASSROOM, *STREAM]
