"""Settings for programs: tokens, limits, other origins, the description of the API. Part of `base`."""

import environ

env = environ.Env()

HEADLESS_CLIENTS = ("app",)
HEADLESS_TOKEN_STRATEGY = "accounts.tokens.TokenStrategy"
HEADLESS_JWT_ALGORITHM = "HS256"
HEADLESS_JWT_PRIVATE_KEY = env("JWT_SECRET", default="")
HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN = 15 * 60
HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN = 14 * 24 * 3600
HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED = True
HEADLESS_JWT_ROTATE_REFRESH_TOKEN = True
LMS_TOKEN_AUDIENCE = env("LMS_TOKEN_AUDIENCE", default="hybrid-lms-api")
# By scope, for people and (…_anonymous) for addresses; allauth limits sign-in and the like by itself.
LMS_API_RATES = {
    "api": env("LMS_API_RATE", default="5000/h"),
    "api_anonymous": env("LMS_API_RATE_ANONYMOUS", default="300/h"),
    # Signing in and renewing tokens happen without one, and a school is one address.
    "auth_anonymous": "3600/h",
    # Whoever tries coupons: enough for typing them, too little for guessing.
    "coupons": "60/h",
    "coupons_anonymous": "120/h",
    # Codes of batches are typed from a board, or guessed.
    "join_codes": "30/h",
    # Calendar programs ask by themselves, some every five minutes, on several devices of one person.
    "calendar": "120/h",
    # Whoever is to teach a batch is found by their address.
    "batch_teachers": "60/h",
    "api_refused": env("LMS_API_RATE_REFUSED", default="3000/h"),
}
# What addresses in the answers of Wagtail's API begin with, as those of ours do (`lms_site.links`).
WAGTAILAPI_BASE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.authentication.TokenAuthentication"],
    # The form of an answer is asked for in `Accept` alone.
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_SCHEMA_CLASS": "lms_site.api.schema.EnvelopeSchema",
}
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_ALLOW_CREDENTIALS = True
CORS_URLS_REGEX = r"^/(api|_allauth)/"
CORS_ALLOW_HEADERS = [
    "accept", "accept-encoding", "accept-language", "authorization", "content-type", "dnt", "origin", "user-agent",
    "x-csrftoken", "x-requested-with", "x-request-id", "x-session-token",
    "idempotency-key", "if-match", "if-none-match", "traceparent", "x-cart-key",
]  # fmt: skip
CORS_EXPOSE_HEADERS = [
    "etag", "idempotency-replayed", "location", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset",
    "retry-after", "x-request-id",
]  # fmt: skip
SPECTACULAR_SETTINGS = {
    "TITLE": "Hybrid LMS",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "TAGS": [
        {"name": "Account", "description": "Signing up and in, tokens, the profile."},
        {"name": "Courses", "description": "What everybody may browse."},
        {"name": "Learning", "description": "Enrolling and progress."},
        {"name": "Lessons", "description": "Reading, watching, completing."},
        {"name": "Notes", "description": "One's own notes and bookmarks."},
        {"name": "Reviews", "description": "What learners say of courses."},
        {"name": "Learning paths", "description": "Courses that belong together."},
        {"name": "Certificates", "description": "One's own, and the check of any."},
        {"name": "Classroom", "description": "Batches: people who learn a course together, with dates and seats."},
        {"name": "Shop", "description": "Offers, the cart, coupons, orders, gifts, invoices."},
        {"name": "People", "description": "Public pages of people."},
        {"name": "Teaching", "description": "One's share of sales, and payouts."},
        {"name": "Payments", "description": "What payment providers tell the site."},
        {"name": "Writing courses", "description": "Drafts by instructors; publishing stays with the review."},
    ],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "PATH_CONVERTER_OVERRIDES": {"row": {"type": "integer", "minimum": 1, "maximum": 999_999_999_999_999_999}},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "InvoiceKindEnum": "commerce.models.InvoiceKind",
        "NoteKindEnum": "catalog.models.Note.Kind",
        "RevenueKindEnum": "commerce.models.Revenue.Kind",
        "PageStateEnum": "catalog.api.v1.authoring.draft_serializers.STATES",
        "ReviewStateEnum": "catalog.models.CourseSubmission.State",
        "RoleEnum": "accounts.roles.ROLES",
        "TeacherRoleEnum": "classroom.models.TeacherRole",
    },
    "PREPROCESSING_HOOKS": ["lms_site.api.schema.only_version_one"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "lms_site.api.schema.with_errors",
    ],
}
