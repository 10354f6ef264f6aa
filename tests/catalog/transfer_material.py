"""What the tests of export and import share: a course with every block, what is in a course, doctored zips."""

import hashlib
import io
import json
import re
import zipfile
from typing import Any

from wagtail.blocks import ChooserBlock, RichTextBlock, StreamBlock

from catalog.blocks.raw import Leaf, chosen, rebuilt, stored_blocks
from catalog.checks.material import pages_of
from catalog.models import CourseDocument, CourseMedia, CoursePage, ReusableText
from catalog.services.transfer_export import export_course
from tests.factories.catalog import (
    CaptionsFactory,
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    make_course,
    make_lesson,
    modules_of,
    reload,
)

LINK = re.compile(r'<a linktype="(page|document)" id="(\d+)">')
PLAIN_FIELDS = {
    *("title", "seo_title", "search_description", "subtitle", "summary", "trailer_url", "level", "language"),
    *("delivery", "price_minor", "currency", "has_certificate", "is_sequential", "opens_after_days"),
    *("expected_minutes", "is_free_preview", "is_required", "completes_by"),
}


def every_block(target: int | None = None) -> list[tuple[str, Any]]:
    """A block of each kind that a lesson can have, with files; the paragraph links to the page `target`."""
    link = f'<a linktype="page" id="{target}">that</a>' if target else "that"
    section = {"title": "One", "text": "<p>Inside &amp; out</p>"}
    return [
        ("heading", {"text": "Why & how", "level": "h2"}),
        ("paragraph", f'<p>Read {link}, or <a href="https://example.org/?a=1&amp;b=2">this</a>.</p>'),
        ("callout", {"kind": "tip", "title": "Cold", "text": "<p>Butter &lt; 4 °C</p>"}),
        ("quote", {"text": "Learn by doing.", "attribution": "A.", "source_url": "https://example.org/"}),
        ("table", {"caption": "Hours", "table": {"data": [["Dough", "h"], ["Rye", "16"]]}}),
        ("snippet", ReusableText.objects.create(title="Shared", body="<p>Send one file.</p>")),
        ("image", {"image": ImageFactory(title="A loaf"), "alt": "A loaf", "caption": "Dark"}),
        ("video", {"media": MediaFactory(captions=CaptionsFactory()), "title": "Film"}),
        ("audio", {"media": MediaFactory(type="audio", filename="crust.mp3", content=b"ID3" + b"\x00" * 50)}),
        ("embed", {"url": "https://youtu.be/dQw4w9WgXcQ"}),
        ("file", {"document": DocumentFactory(title="List", is_public=True), "label": "The list"}),
        ("code", {"language": "python", "code": "  print('<b>')\n", "caption": "a.py"}),
        ("math", {"latex": r"\frac{a}{b}", "caption": ""}),
        ("question", {"prompt": "<p>Why?</p>", "choices": [{"text": "A", "is_correct": True}, {"text": "B"}]}),
        ("accordion", {"items": [section]}),
        ("tabs", {"items": [section, section]}),
    ]


def full_course(**fields: Any) -> CoursePage:
    """A draft course of two lessons with every block, attachments, a film, a cover, tags, and links between."""
    course = make_course(title="All of it", lessons=1, live=False, summary="Everything.", price_minor=1900, **fields)
    module = modules_of(course)[0]
    lesson = make_lesson(
        module,
        live=False,
        title="Second",
        body=every_block(module.pk),
        video=MediaFactory(title="Above"),
        completes_by="video",
        is_free_preview=True,
        attachments=[DocumentFactory(title="Sheet")],
    )
    course = reload(course)
    course.image = ImageFactory(title="Cover")
    course.outcomes = [("item", "Do it")]
    course.description = [("paragraph", f'<p><a linktype="page" id="{lesson.pk}">Second</a></p>')]
    course.faq = [("item", {"question": "Why?", "answer": "<p>Because.</p>"})]
    course.tags.set(["bread", "rye"])
    course.save()
    course.save_revision()
    return reload(course)


def content_of(course: CoursePage) -> list[dict[str, Any]]:
    """Everything that a course says and shows, with things named by their content instead of their keys."""
    copies = pages_of(reload(course))
    places = {copy.id: number for number, copy in enumerate(copies)}
    return [_content(copy, places) for copy in copies]


def _content(copy, places) -> dict[str, Any]:
    def leaf(found: Leaf) -> Any:
        if isinstance(found.block, RichTextBlock):
            return LINK.sub(lambda hit: f"<{hit.group(1)} {_named(hit, places)}>", found.value)
        if isinstance(found.block, ChooserBlock):
            return described(*chosen(found)) if chosen(found) else None
        return found.value

    streams = {name: rebuilt(block, as_saved(block, raw), leaf) for name, block, raw in copy.streams()}
    rows = [(row["label"], described(CourseDocument, row["document"])) for row in copy.fields.get("attachments") or []]
    video = copy.fields.get("video")
    return {
        **{name: copy.fields[name] for name in sorted(PLAIN_FIELDS & set(copy.fields))},
        **streams,
        "attachments": rows,
        "video": described(CourseMedia, video) if video else None,
    }


def as_saved(block: StreamBlock, raw: Any) -> Any:
    """A stored stream as the editor would save it: with every field, those left empty included."""
    return block.get_prep_value(block.clean_deferred(block.to_python(stored_blocks(raw))))


def _named(hit: re.Match, places: dict[int, int]) -> Any:
    key = int(hit.group(2))
    return places[key] if hit.group(1) == "page" else described(CourseDocument, key)


def described(model, key: int) -> tuple:
    """What a chosen thing is, whatever its key."""
    found = model.objects.get(pk=key)
    if isinstance(found, ReusableText):
        return found.title, found.body
    with found.file.storage.open(found.file.name) as file:
        told = found.title, hashlib.sha256(file.read()).hexdigest()
    captions = getattr(found, "captions_id", None)
    return (*told, getattr(found, "type", ""), described(CourseDocument, captions) if captions else None)


def zip_of(course: CoursePage, **options: Any) -> io.BytesIO:
    """The exported course in memory."""
    with export_course(course, **options) as file:
        return io.BytesIO(file.read())


def doctored(archive: io.BytesIO, *, manifest=None, course=None, extra=(), without=()) -> io.BytesIO:
    """The same zip, its data changed in place by `manifest(data)` and `course(data)`, with other entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in source.infolist():
            data = source.read(entry)
            change = {"manifest.json": manifest, "course.json": course}.get(entry.filename)
            if change is not None:
                read = json.loads(data)
                changed = change(read)
                data = json.dumps(read if changed is None else changed).encode()
            if entry.filename not in without:
                made.writestr(entry.filename, data)
        for name, data in extra:
            made.writestr(name, data)
    target.seek(0)
    return target
