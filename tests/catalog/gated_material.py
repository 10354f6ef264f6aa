"""A lesson with one unmistakable word in every text that only its readers may see."""

import json
from dataclasses import dataclass

from catalog.models import CourseDocument, CourseMedia, CoursePage, LessonAttachment, LessonPage
from tests.factories.catalog import (
    MP4,
    CaptionsFactory,
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    ReusableTextFactory,
    make_course,
    make_lesson,
    modules_of,
    reload,
)

CANARY = "zebraquartz7391"
SECRET = CANARY.encode()


@dataclass(frozen=True)
class Gated:
    """A live course with one closed lesson, and the files of that lesson."""

    course: CoursePage
    lesson: LessonPage
    attachment: CourseDocument
    shown_file: CourseDocument
    captions: CourseDocument
    film: CourseMedia
    sound: CourseMedia

    @property
    def documents(self) -> list[CourseDocument]:
        return [self.attachment, self.shown_file, self.captions]


def make_gated(**course_fields) -> Gated:
    """A course whose second lesson, "Closed lesson", is full of the canary; the first is plain."""
    course = make_course(modules=1, lessons=1, title="Guarded", **course_fields)
    folder = course.team.collection
    attachment = DocumentFactory(title=f"Sheet {CANARY}", content=b"%PDF-1.4 " + SECRET, collection=folder)
    shown_file = DocumentFactory(title=f"Shown {CANARY}", content=b"%PDF-1.5 " + SECRET, collection=folder)
    captions = CaptionsFactory(title=f"Captions {CANARY}", content=b"WEBVTT\n\n" + SECRET, collection=folder)
    film = MediaFactory(
        title=f"Film {CANARY}", transcript=CANARY, captions=captions, content=MP4 + SECRET, collection=folder
    )
    sound = MediaFactory(
        type="audio",
        filename="sound.mp3",
        content=b"ID3" + SECRET,
        title=f"Sound {CANARY}",
        transcript=CANARY,
        collection=folder,
    )
    lesson = make_lesson(
        modules_of(course)[0],
        title="Closed lesson",
        body=json.dumps(canary_body(film, sound, shown_file, captions)),
        video=film,
        attachments=[attachment],
        search_description=f"Found by {CANARY}",
        seo_title=f"Sought by {CANARY}",
    )
    LessonAttachment.objects.update(label=f"Label {CANARY}")
    return Gated(reload(course), reload(lesson), attachment, shown_file, captions, film, sound)


def canary_body(film: CourseMedia, sound: CourseMedia, file: CourseDocument, captions: CourseDocument) -> list[dict]:
    """Every block of a lesson as it is stored, the canary in each of its texts."""
    prose, section = f"<p>{CANARY}</p>", [{"title": CANARY, "text": f"<p>{CANARY}</p>"}]
    choices = [{"text": CANARY, "is_correct": True, "feedback": CANARY}, {"text": "No", "is_correct": False}]
    film_text = {"title": CANARY, "transcript": CANARY}
    table = {"data": [[CANARY, "2"], ["3", CANARY]], "table_header_choice": "row"}
    snippet = ReusableTextFactory(title=CANARY, body=prose)
    blocks = {
        "heading": {"text": CANARY, "level": "h2"},
        "paragraph": prose,
        "callout": {"kind": "note", "title": CANARY, "text": prose},
        "quote": {"text": CANARY, "attribution": CANARY, "source_url": f"https://example.com/{CANARY}"},
        "table": {"caption": CANARY, "table": table},
        "snippet": snippet.pk,
        "image": {"image": ImageFactory().pk, "alt": CANARY, "caption": CANARY},
        "video": {"media": film.pk, "embed_url": "", "captions": captions.pk, **film_text},
        "audio": {"media": sound.pk, **film_text},
        "embed": {"url": "https://vimeo.com/76979871", "title": CANARY, "caption": CANARY},
        "file": {"document": file.pk, "label": CANARY},
        "code": {"language": "text", "code": CANARY, "caption": CANARY},
        "math": {"latex": rf"\text{{{CANARY}}}", "caption": CANARY},
        "question": {"prompt": prose, "choices": choices, "explanation": CANARY},
        "accordion": {"items": section},
        "tabs": {"items": section * 2},
    }
    return [{"type": kind, "value": value} for kind, value in blocks.items()]
