"""The time zones offered."""

from datetime import UTC, datetime
from zoneinfo import available_timezones

from accounts.timezones import CITIES, zone_choices, zone_label


def test_every_offered_zone_exists():
    offered = {f"{region}/{city}" for region, cities in CITIES.items() for city in cities}
    assert offered <= available_timezones()
    assert {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"} <= offered


def test_label_says_the_offset_of_the_moment():
    winter, summer = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)
    assert zone_label("Europe/Berlin", winter) == "Berlin (UTC+01:00)"
    assert zone_label("Europe/Berlin", summer) == "Berlin (UTC+02:00)"
    assert zone_label("America/Argentina/Buenos_Aires", winter) == "Buenos Aires (UTC-03:00)"


def test_zone_in_use_is_offered_once():
    flat = [value for value, _label in zone_choices("Asia/Ujung_Pandang") if isinstance(value, str)]
    assert flat.count("Asia/Ujung_Pandang") == 1
    assert "Asia/Jakarta" not in [value for value, label in zone_choices("Asia/Jakarta") if isinstance(label, str)]
