"""The time zones that a form offers: a well-known city for each clock that people live by."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

# fmt: off
CITIES = {
    "Africa": [
        "Abidjan", "Accra", "Addis_Ababa", "Algiers", "Cairo", "Casablanca", "Johannesburg", "Lagos",
        "Nairobi",
    ],
    "America": [
        "Anchorage", "Argentina/Buenos_Aires", "Bogota", "Caracas", "Chicago", "Denver", "Guatemala",
        "Halifax",
        "La_Paz", "Lima", "Los_Angeles", "Mexico_City", "Montevideo", "New_York", "Panama", "Phoenix",
        "Puerto_Rico", "Santiago", "Sao_Paulo", "St_Johns", "Toronto",
    ],
    "Asia": [
        "Almaty", "Baghdad", "Baku", "Bangkok", "Beirut", "Colombo", "Dhaka", "Dubai", "Ho_Chi_Minh",
        "Hong_Kong",
        "Jakarta", "Jayapura", "Jerusalem", "Kabul", "Karachi", "Kathmandu", "Kolkata", "Kuala_Lumpur",
        "Makassar",
        "Manila", "Riyadh", "Seoul", "Shanghai", "Singapore", "Taipei", "Tashkent", "Tehran", "Tokyo",
        "Yangon",
    ],
    "Atlantic": ["Azores", "Cape_Verde", "Reykjavik"],
    "Australia": ["Adelaide", "Brisbane", "Darwin", "Melbourne", "Perth", "Sydney"],
    "Europe": [
        "Amsterdam", "Athens", "Berlin", "Bucharest", "Dublin", "Helsinki", "Istanbul", "Kyiv", "Lisbon",
        "London",
        "Madrid", "Moscow", "Paris", "Rome", "Stockholm", "Warsaw",
    ],
    "Pacific": ["Auckland", "Fiji", "Guam", "Honolulu", "Noumea", "Pago_Pago", "Port_Moresby", "Tongatapu"],
}
# fmt: on


def zone_label(name: str, moment: datetime) -> str:
    """'Jakarta (UTC+07:00)': the city, and how far its clock is from UTC at `moment`."""
    offset = moment.astimezone(_clock(name)).strftime("%z")
    city = name.rpartition("/")[2].replace("_", " ")
    return f"{city} (UTC{offset[:3]}:{offset[3:5]})"


@cache
def _clock(name: str) -> ZoneInfo:
    """Python itself keeps the last eight and would read the files of all others for every form."""
    return ZoneInfo(name)


def zone_choices(current: str = "") -> list:
    """Choices for a form, by region, the empty one first; a zone already in use stays choosable."""
    moment = now()
    regions = {
        region: [(f"{region}/{city}", zone_label(f"{region}/{city}", moment)) for city in cities]
        for region, cities in CITIES.items()
    }
    offered = {name for choices in regions.values() for name, _label in choices}
    own = [(current, zone_label(current, moment))] if current and current not in offered else []
    return [("", _("As this site")), *own, *regions.items()]


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


def is_zone(name: str) -> bool:
    """Whether `name` is a place that has a clock; devices name many more than forms offer."""
    return name in _known_zones()
