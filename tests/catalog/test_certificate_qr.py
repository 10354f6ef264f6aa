"""QR codes: what a telephone reads is the address, and a strict page may show them."""

import re
from xml.etree import ElementTree

import pytest
import segno
from django.utils.safestring import SafeString

from catalog.certificates.qr import qr_svg

ADDRESS = "https://learn.example.org/certificates/5b8b1c1e-7c56-4a0e-9d47-3f9a1d2b6c10/"


def modules_of(drawing: str) -> set[tuple[int, int]]:
    """The dark modules (x, y) that the path of lines paints."""
    path = next(e for e in ElementTree.fromstring(drawing).iter() if e.tag.endswith("path")).get("d")
    dark, x, y = set(), 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(value) for value in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "h":
            dark |= {(int(x) + i, int(y)) for i in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return dark


def test_qr_svg_paints_the_modules_of_the_address():
    matrix = segno.make_qr(ADDRESS, error="m").matrix
    expected = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert modules_of(qr_svg(ADDRESS)) == expected


def test_qr_svg_keeps_the_quiet_zone_that_readers_need():
    drawing = ElementTree.fromstring(qr_svg(ADDRESS))
    side = len(segno.make_qr(ADDRESS, error="m").matrix) + 8
    assert drawing.get("viewBox") == f"0 0 {side} {side}"


def test_qr_svg_has_no_style_script_size_or_class():
    drawing = qr_svg(ADDRESS)
    attributes = {name for element in ElementTree.fromstring(drawing).iter() for name in element.attrib}
    assert attributes <= {"viewBox", "transform", "stroke", "d"}
    assert "<script" not in drawing


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "https://example.org/?a=1&b=<2>", "数学"])
def test_qr_svg_does_not_repeat_the_text_it_encodes(text):
    drawing = qr_svg(text)
    assert isinstance(drawing, SafeString)
    assert text not in drawing
    ElementTree.fromstring(drawing)


def test_qr_svg_refuses_more_than_a_code_holds():
    with pytest.raises(ValueError):
        qr_svg("x" * 4000)
