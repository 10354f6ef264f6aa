"""QR codes as plain SVG."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(url: str) -> SafeString:
    """`url` as a QR code: an `<svg>` without size, to be sized by its container, and without inline style.

    Safe to place in a page: the text of the address does not appear in it, only its modules. The quiet
    zone of four modules is part of the drawing. Raises ValueError when `url` does not fit into a QR code.
    """
    drawing = io.BytesIO()
    code = segno.make_qr(url, error="m")
    code.save(drawing, kind="svg", xmldecl=False, omitsize=True, border=4, svgclass=None, lineclass=None, nl=False)
    return mark_safe(drawing.getvalue().decode())  # only numbers and colours, drawn by segno
