"""What every template may ask for."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

from lms_site.identity import identity


def site(request: HttpRequest) -> dict[str, object]:
    """The site's name and address, whether it is a demo, and the interface language; no queries but now and then."""
    code = get_language() or settings.LANGUAGE_CODE
    look = identity()
    return {
        "site_name": look.name,
        "identity": look,
        "site_url": settings.SITE_URL,
        "is_demo": settings.LMS_DEMO,
        "language": get_language_info(code),
        "languages": [get_language_info(code) for code, _name in settings.LANGUAGES],
    }
