"""How the account pages show what was stored for programs."""

from django import template
from django.utils.translation import gettext as _

from accounts.cms.user_form import ROLE_CHOICES
from accounts.models import ActivityVerb
from accounts.roles import role_of

register = template.Library()

# The first that is found wins: Edge and Opera call themselves Chrome as well, Chrome calls itself Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


@register.filter
def device(user_agent: str) -> str:
    """'Firefox, Linux' from what the browser calls itself; what is unknown is said to be so."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    return ", ".join(filter(None, [browser, system])) or _("Unknown device")


@register.filter
def role_name(user) -> str:
    """What a person is, in one word of the reader's language."""
    return str(dict(ROLE_CHOICES)[role_of(user)]).partition(":")[0]


@register.filter
def activity_label(label: str, verb: str) -> str:
    """The label of an entry as people read it: devices by their name, all else as it stands."""
    return device(label) if verb == ActivityVerb.SESSION_ENDED else label
