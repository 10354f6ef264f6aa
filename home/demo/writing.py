"""Short words for writing lesson blocks, so that course modules read like text and not like JSON."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from home.demo.outline import Block, Ref


def _html(parts: tuple[str, ...]) -> str:
    """Join parts as rich text; a part that is not already markup becomes a paragraph."""
    return "".join(part if part.startswith(("<p", "<ul", "<ol")) else f"<p>{part}</p>" for part in parts)


def points(*items: str) -> str:
    """A bulleted list for use inside prose."""
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def steps(*items: str) -> str:
    """A numbered list for use inside prose."""
    return "<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>"


def heading(text: str, level: str = "h2") -> Block:
    """A heading; h2 for sections, h3 below them."""
    return "heading", {"text": text, "level": level}


def prose(*parts: str) -> Block:
    """Running text: each part is a paragraph, or a list made by `points` or `steps`."""
    return "paragraph", _html(parts)


def text_of(name: str) -> Ref:
    """The text that stands in a file of home/demo/media/, for instance a transcript."""
    return Ref("text", name)


def image(name: str, alt: str, caption: str = "") -> Block:
    """A picture from home/demo/media/."""
    return "image", {"image": Ref("image", name), "alt": alt, "caption": caption}


def video(name: str, title: str, *, captions: str, transcript: Ref) -> Block:
    """A video from home/demo/media/ with its captions file."""
    return "video", {
        "media": Ref("media", name),
        "embed_url": "",
        "title": title,
        "captions": Ref("document", captions),
        "transcript": transcript,
    }


def audio(name: str, title: str, transcript: Ref) -> Block:
    """A sound from home/demo/media/."""
    return "audio", {"media": Ref("media", name), "title": title, "transcript": transcript}


def code(source: str, caption: str = "", language: str = "python") -> Block:
    """Source text, freed of the indentation it has in the demo module."""
    return "code", {"language": language, "code": dedent(source).strip("\n"), "caption": caption}


def math(latex: str, caption: str = "") -> Block:
    """A displayed formula in LaTeX."""
    return "math", {"latex": latex, "caption": caption}


def callout(kind: str, title: str, *parts: str) -> Block:
    """A box set apart; kind is note, tip, warning or example."""
    return "callout", {"kind": kind, "title": title, "text": _html(parts)}


def quote(text: str, attribution: str, source_url: str = "") -> Block:
    """Somebody's words."""
    return "quote", {"text": text, "attribution": attribution, "source_url": source_url}


def table(caption: str, *rows: tuple[str, ...]) -> Block:
    """A table whose first row holds the column heads."""
    data: dict[str, Any] = {
        "data": [list(row) for row in rows],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": "",
    }
    return "table", {"caption": caption, "table": data}


def handout(name: str, label: str) -> Block:
    """A file to download."""
    return "file", {"document": Ref("document", name), "label": label}


def accordion(*items: tuple[str, str]) -> Block:
    """Sections that open one by one: (title, text)."""
    return "accordion", {"items": [{"title": title, "text": _html((text,))} for title, text in items]}


def tabs(*items: tuple[str, str]) -> Block:
    """Texts side by side behind tabs: (title, text)."""
    return "tabs", {"items": [{"title": title, "text": _html((text,))} for title, text in items]}


def embed(url: str, title: str, caption: str = "") -> Block:
    """A YouTube or Vimeo film."""
    return "embed", {"url": url, "title": title, "caption": caption}


def choice(text: str, feedback: str = "", *, is_correct: bool = False) -> dict[str, Any]:
    """One answer of a question."""
    return {"text": text, "is_correct": is_correct, "feedback": feedback}


def right(text: str, feedback: str = "") -> dict[str, Any]:
    """A correct answer of a question."""
    return choice(text, feedback, is_correct=True)


def question(prompt: str, *choices: dict[str, Any], explanation: str = "") -> Block:
    """A question to check oneself; nobody grades it."""
    return "question", {"prompt": _html((prompt,)), "choices": list(choices), "explanation": explanation}


def shared(title: str) -> Block:
    """A reusable text by its title."""
    return "snippet", Ref("snippet", title)
