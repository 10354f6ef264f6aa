"""Source code coloured on the server: Pygments' short class names, no style attributes, no script."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from pygments import highlight as pygments_highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

PLAIN = "text"
LANGUAGES = [
    (PLAIN, _("Plain text")),
    ("bash", "Bash"),
    ("c", "C"),
    ("cpp", "C++"),
    ("csharp", "C#"),
    ("console", _("Console session")),
    ("css", "CSS"),
    ("dart", "Dart"),
    ("diff", "Diff"),
    ("django", _("Django template")),
    ("docker", "Dockerfile"),
    ("go", "Go"),
    ("html", "HTML"),
    ("ini", "INI"),
    ("java", "Java"),
    ("javascript", "JavaScript"),
    ("json", "JSON"),
    ("kotlin", "Kotlin"),
    ("markdown", "Markdown"),
    ("php", "PHP"),
    ("python", "Python"),
    ("pycon", _("Python session")),
    ("r", "R"),
    ("ruby", "Ruby"),
    ("rust", "Rust"),
    ("scss", "SCSS"),
    ("sql", "SQL"),
    ("swift", "Swift"),
    ("toml", "TOML"),
    ("typescript", "TypeScript"),
    ("xml", "XML"),
    ("yaml", "YAML"),
]
_NAMES = dict(LANGUAGES)
_FORMATTER = HtmlFormatter(nowrap=True)


def language_name(language: str | None) -> str:
    """Return what people call `language` ("c" → "C"); plain text for one that is not offered."""
    return str(_NAMES.get(language or PLAIN, _NAMES[PLAIN]))


def highlight(code: str, language: str | None) -> SafeString:
    """Return `code` as escaped HTML whose words are marked with Pygments' classes, without a wrapper.

    A language that is not offered counts as plain text. Line ends at the start and end are dropped,
    indentation is kept.
    """
    known = language if language in _NAMES else PLAIN
    lexer = get_lexer_by_name(known, stripnl=True)
    # Some lexers lose a last line without an end, so they get one, and it is taken off again here.
    marked = pygments_highlight(code, lexer, _FORMATTER).rstrip("\n")
    if marked.endswith("\n</span>"):
        marked = marked.removesuffix("</span>").rstrip("\n") + "</span>"
    # The formatter escapes every token; nothing of the code reaches the page unescaped.
    return mark_safe(marked)
