"""Development: everything embedded, DEBUG on, demo data allowed."""

from .base import *
from .base import VAR_DIR, env

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="development-only-not-a-secret-0123456789-abcdefghij")
ALLOWED_HOSTS = ["*"]
LMS_DEMO = True
LMS_SANDBOX_PAYMENTS = True
INTERNAL_IPS = ["127.0.0.1"]
# WhiteNoise warns where the folder of collected files is missing, although nothing is collected here.
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)
