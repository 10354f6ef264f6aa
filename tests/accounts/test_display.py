"""How devices are named."""

import pytest

from accounts.templatetags.accounts_display import activity_label, device

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (CHROME.format("Windows NT 10.0; Win64; x64"), "Chrome, Windows"),
        (CHROME.format("Windows NT 10.0; Win64; x64") + " Edg/140.0", "Edge, Windows"),
        (CHROME.format("X11; Linux x86_64") + " OPR/120.0", "Opera, Linux"),
        (CHROME.format("Linux; Android 10; K"), "Chrome, Android"),
        (CHROME.format("X11; CrOS x86_64 14541.0.0"), "Chrome, ChromeOS"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "Safari, macOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) FxiOS/140.0 Safari/605.1.15", "Firefox, iPhone"),
        ("curl/8.0", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_device_is_named_as_people_know_it(user_agent, name):
    assert device(user_agent) == name


def test_only_labels_that_are_devices_are_named():
    assert activity_label("Mozilla/5.0 (X11; Linux) Firefox/140.0", "session_ended") == "Firefox, Linux"
    assert activity_label("Linux for beginners", "enrolled") == "Linux for beginners"
