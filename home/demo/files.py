"""The files in home/demo/media/: what they are called on the site, and what belongs to a film or sound."""

from dataclasses import dataclass
from pathlib import Path

MEDIA_DIR = Path(__file__).parent / "media"


@dataclass(frozen=True, kw_only=True)
class DemoMedia:
    """A film or sound with what helps to follow it; `seconds` and pixels as in the file."""

    title: str
    kind: str
    seconds: float
    transcript: str
    captions: str = ""
    poster: str = ""
    width: int | None = None
    height: int | None = None


IMAGES = {
    "kawung-construction.png": "Kawung constructed in three steps",
    "four-symmetries.png": "The four moves of a pattern",
    "wax-resist.png": "Wax resist in four stages",
    "indigo-cycle.png": "The indigo cycle",
    "amplop-anggaran.png": "Empat amplop anggaran",
    "inverted-pyramid.png": "The inverted pyramid",
}

DOCUMENTS = {
    "kawung-grid.pdf": "Kawung drawing grid",
    "dye-log.csv": "Six dips in an indigo vat",
    "anggaran-bulanan.csv": "Lembar anggaran bulanan",
    "canting-line.en.vtt": "One line of wax: captions, English",
    "canting-line.id.vtt": "One line of wax: captions, Indonesian",
}

MEDIA = {
    "canting-line.mp4": DemoMedia(
        title="One line of wax",
        kind="video",
        seconds=20,
        captions="canting-line.en.vtt",
        transcript="canting-line.en.txt",
        poster="canting-line.jpg",
        width=960,
        height=540,
    ),
    "pelog-melody.mp3": DemoMedia(
        title="Eight notes and a gong", kind="audio", seconds=18, transcript="pelog-melody.txt"
    ),
}


def read_text(name: str) -> str:
    """What is written in a file of the demo."""
    return (MEDIA_DIR / name).read_text(encoding="utf-8").strip()
