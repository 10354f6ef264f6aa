from .activity import ActivityVerb, UserActivity
from .consent import Consent, LegalDocument, LegalKind
from .profile import UserProfile
from .user import User

__all__ = [
    "ActivityVerb",
    "Consent",
    "LegalDocument",
    "LegalKind",
    "User",
    "UserActivity",
    "UserProfile",
]
