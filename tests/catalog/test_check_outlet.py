"""The way out to other sites: guarded against private addresses, polite, never misled."""

import pytest

from catalog.checks.outlet import NotPublic, Outlet, is_public
from catalog.checks.probing import MAX_HOPS, PAUSE_SECONDS, probe
from catalog.checks.targets import asked_address
from tests.catalog.other_site import PUBLIC, other_site


@pytest.fixture
def site():
    with other_site() as running:
        yield running


# --- Where a connection may go ------------------------------------------------------------------
@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::", "2002:a00:1::"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2001:0:7f00:1::1", "", "localhost", "0x7f000001", "2130706433"),
    ],
)
def test_private_and_special_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("port", [22, 25, 6379, 8000, 0, 8443])
def test_only_ports_of_web_pages_are_opened(site, port):
    with pytest.raises(NotPublic):
        Outlet(site.resolve, site.dial).open("example.org", port)
    assert site.dialled == []


@pytest.mark.parametrize("addresses", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["::1", PUBLIC], ["::ffff:192.168.0.1"]])
def test_name_with_any_private_address_is_refused(site, addresses):
    site.names["inside.example"] = [addresses]

    assert probe("http://inside.example/", site.visitor()).state == "private"
    assert site.dialled == []
    assert site.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0177.0.0.1", "169.254.169.254"])
def test_addresses_in_the_link_itself_are_refused_by_the_real_resolver(site, host):
    outlet = Outlet(dial=site.dial)
    with pytest.raises(NotPublic):
        outlet.open(host.strip("[]"), 80)
    assert site.dialled == []


def test_name_that_changes_its_mind_gains_nothing(site):
    # DNS rebinding: public when judged, private at the second look-up, which never comes.
    site.names["rebinding.example"] = [[PUBLIC], ["127.0.0.1"]]

    assert probe("http://rebinding.example/", site.visitor()).state == "fine"
    assert site.dialled == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/admin",
        "http://inside.example/",
        "//inside.example/",
        "http://example.org:6379/",
        "http://[::1]/",
    ],
)
def test_redirect_into_the_inside_is_refused(site, target):
    site.names["inside.example"] = [["192.168.0.9"]]
    site.names["127.0.0.1"], site.names["::1"] = [["127.0.0.1"]], [["::1"]]
    site.answers["/"] = 302, {"Location": target}

    assert probe("http://example.org/", site.visitor()).state == "private"
    assert site.asked == ["HEAD example.org /"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://x/", "javascript:alert(1)", "http://[", ""])
def test_redirect_to_something_that_is_no_web_page_is_broken(site, target):
    site.answers["/"] = 302, {"Location": target} if target else {}

    assert probe("http://example.org/", site.visitor()).state == "dead"


# --- What the other side says -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("status", "state", "is_failure"),
    [
        *((200, "fine", False), (204, "fine", False), (404, "dead", False), (410, "dead", False)),
        *((401, "unclear", False), (403, "unclear", False), (429, "unclear", False), (500, "unclear", True)),
    ],
)
def test_status_is_judged(site, status, state, is_failure):
    site.answers["/page"] = status, {}

    verdict = probe("http://example.org/page", site.visitor())
    assert (verdict.state, verdict.status, verdict.is_failure) == (state, status, is_failure)


def test_site_that_knows_no_head_is_asked_again_after_a_pause(site):
    site.answers["HEAD /page"] = 405, {}

    assert probe("http://example.org/page?a=b%20c", site.visitor()).state == "fine"
    site.answers["HEAD /page?a=b%20c"] = 404, {}
    assert probe("http://example.org/page?a=b%20c", site.visitor()).state == "fine"
    assert site.asked[-2:] == ["HEAD example.org /page?a=b%20c", "GET example.org /page?a=b%20c"]
    assert site.pauses == [PAUSE_SECONDS]


def test_redirects_are_followed_to_the_end_and_no_further_than_five(site):
    site.answers |= {"/a": (301, {"Location": "/b"}), "/b": (308, {"Location": "http://other.example/c"})}
    assert probe("http://example.org/a", site.visitor()).state == "fine"
    assert site.asked == ["HEAD example.org /a", "HEAD example.org /b", "HEAD other.example /c"]
    site.answers["/loop"] = 302, {"Location": "/loop"}

    verdict = probe("http://example.org/loop", site.visitor())
    assert (verdict.state, verdict.reason) == ("dead", "too many redirects")
    assert len(site.asked) == 3 + MAX_HOPS + 1


@pytest.mark.parametrize(
    "raw",
    ["", "hello\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nX: " + "x" * 90_000],
)
def test_nonsense_and_endless_heads_are_no_answer(site, raw):
    site.answers["/"] = 0, {"raw": raw}

    verdict = probe("http://example.org/", site.visitor())
    assert (verdict.state, verdict.is_failure) == ("unclear", True)


def test_name_that_does_not_exist_and_a_site_without_tls(site):
    site.names["gone.example"] = [[]]

    assert probe("http://gone.example/", site.visitor()).reason == "name not found"
    assert probe("https://example.org/", site.visitor()).is_failure
    assert site.dialled[-1] == (PUBLIC, 443)


# --- Addresses ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://user:secret@example.org/a#part", "https://example.org/a"),
        ("http://bücher.example/ä?q=ö&x=%C3%A4", "http://xn--bcher-kva.example/%C3%A4?q=%C3%B6&x=%C3%A4"),
        ("http://example.org/a\r\nX-Evil: 1", "http://example.org/aX-Evil:%201"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        *(
            (bad, "")
            for bad in ("ftp://example.org/", "http://", "http://exa mple:x/", "http://[/", "http://a/" + "x" * 1000)
        ),
    ],
)
def test_address_is_asked_for_in_plain_ascii(written, asked):
    assert asked_address(written) == asked
