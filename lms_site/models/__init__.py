from lms_site.models.cache_version import CacheVersion
from lms_site.models.idempotent import IdempotentRequest
from lms_site.models.mail import MailState, OutgoingMail
from lms_site.models.outbox import OutboxEvent
from lms_site.models.stock import Stock

__all__ = ["CacheVersion", "IdempotentRequest", "MailState", "OutboxEvent", "OutgoingMail", "Stock"]
