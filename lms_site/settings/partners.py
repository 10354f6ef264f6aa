"""Who carries picture and sound of live sessions. A partner with its keys set is offered to teachers."""

import environ

env = environ.Env()

# Needs no key; with application and secret, people come in by addresses that are signed for them.
JITSI_URL = env("JITSI_URL", default="https://meet.jit.si").rstrip("/")
JITSI_APP_ID = env("JITSI_APP_ID", default="")
JITSI_APP_SECRET = env("JITSI_APP_SECRET", default="")
# A server-to-server app of Zoom's marketplace.
ZOOM_ACCOUNT_ID = env("ZOOM_ACCOUNT_ID", default="")
ZOOM_CLIENT_ID = env("ZOOM_CLIENT_ID", default="")
ZOOM_CLIENT_SECRET = env("ZOOM_CLIENT_SECRET", default="")
ZOOM_WEBHOOK_SECRET = env("ZOOM_WEBHOOK_SECRET", default="")
ZOOM_API_URL = "https://api.zoom.us/v2"
ZOOM_OAUTH_URL = "https://zoom.us/oauth/token"
# The key file of a service account as JSON, and the person in whose calendar it writes.
GOOGLE_SERVICE_ACCOUNT = env("GOOGLE_SERVICE_ACCOUNT", default="")
GOOGLE_CALENDAR_SUBJECT = env("GOOGLE_CALENDAR_SUBJECT", default="")
GOOGLE_CALENDAR_URL = "https://www.googleapis.com/calendar/v3"
