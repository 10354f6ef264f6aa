"""The certificate as PDF: an A4 sheet in the batik of its course, typeset by Typst without any network.

Data reaches the template as one JSON text in Typst's `sys.inputs`; it is only ever shown, never read as markup.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typst
from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.certificates.legible import legible
from catalog.certificates.qr import qr_svg
from catalog.covers import cover_seed, frame_svg
from catalog.covers.palette import print_ink

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
MARK = HERE / "mark.svg"
"""Our type and mark, for other papers too."""


@dataclass(frozen=True, slots=True)
class CertificateSnapshot:
    """What was true when the certificate was earned; nothing else appears on the sheet."""

    uuid: str
    recipient_name: str
    course_title: str
    instructor_names: str
    hours: float
    completed_on: date
    language: str
    verification_url: str
    motif: str
    hue: int
    site_name: str
    is_of_path: bool = False


def render_certificate_pdf(snapshot: CertificateSnapshot) -> bytes:
    """The certificate on one page, A4 landscape; the same bytes for the same snapshot.

    Words and the date are in the snapshot's language where the site speaks it, else in English. Long names
    shrink, long titles wrap, other scripts than Latin, Greek and Cyrillic are romanised. Raises ValueError
    for a motif or hue that does not exist.
    """
    return typst.compile(
        HERE / "template.typ",
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"certificate": json.dumps(_contents(snapshot))},
    )


def _contents(snapshot: CertificateSnapshot) -> dict:
    """Everything the template shows, as texts, colours and drawings."""
    ink = print_ink(snapshot.hue)
    known = dict(settings.LANGUAGES)
    language = snapshot.language if snapshot.language in known else "en"
    with translation.override(language):
        words = _words(snapshot)
    return {
        "language": language,
        "recipient": legible(snapshot.recipient_name),
        "course": legible(snapshot.course_title),
        "instructors": legible(snapshot.instructor_names) if snapshot.instructor_names.strip() else "",
        "site": legible(snapshot.site_name),
        "uuid": snapshot.uuid,
        "url": snapshot.verification_url,
        "frame": frame_svg(motif=snapshot.motif, hue=snapshot.hue, seed=cover_seed(snapshot.course_title)),
        "qr": qr_svg(snapshot.verification_url),
        "ink": ink.wax,
        "soft": ink.dye,
        **words,
    }


def _words(snapshot: CertificateSnapshot) -> dict:
    """Labels, date and length in the active language."""
    amount = formats.number_format(snapshot.hours, 1).removesuffix(".0").removesuffix(",0")
    completed = _("who completed the learning path") if snapshot.is_of_path else _("who completed the course")
    length = ngettext("%(hours)s hour", "%(hours)s hours", 1 if snapshot.hours == 1 else 2)
    return {
        "title": _("Certificate of completion"),
        "awarded": _("awarded to"),
        "completed": completed,
        "instructors_label": _("Taught by"),
        "length_label": _("Course length"),
        "length": length % {"hours": amount},
        "date_label": _("Completed on"),
        "date": formats.date_format(snapshot.completed_on, "DATE_FORMAT"),
        "check": _("Scan to check this certificate, or open"),
        "number": _("Certificate"),
        "qr_label": _("QR code with the address of the verification page"),
    }
