"""Development pages: the mails that were written to files, and the designs of the error pages."""

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

SHOWN = 100
ERROR_PAGES = {403: "403.html", 404: "404.html", 413: "413.html", 500: "500.html"}
HTML_MAIL_POLICY = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "sandbox": [""]}


def mail_list(request: HttpRequest) -> HttpResponse:
    """The newest mails of the file transport."""
    mails = [_summary(path) for path in _files()[:SHOWN]]
    return render(request, "dev/mail_list.html", {"mails": mails})


def mail_message(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: its headers, its text with live links, and its HTML in a frame without any rights."""
    message = _read(_find(name))
    context = {
        "name": name,
        "mail": _headers(message),
        "text": _body(message, "plain"),
        "has_html": bool(_body(message, "html")),
    }
    return render(request, "dev/mail_message.html", context)


def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part of a mail as it is, sandboxed."""
    response = HttpResponse(_body(_read(_find(name)), "html"))
    response._csp_replace = HTML_MAIL_POLICY
    return response


def error_design(request: HttpRequest, status: int) -> HttpResponse:
    """The page of an error, which DEBUG would hide; 500 without any context, as when it happens."""
    if status not in ERROR_PAGES:
        raise Http404
    if status == 500:
        return HttpResponse(render_to_string("500.html"), status=500)
    return render(request, ERROR_PAGES[status], {"limit": settings.LMS_MAX_MEDIA_BYTES}, status=status)


def _files() -> list[Path]:
    folder = Path(settings.EMAIL_FILE_PATH)
    return sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)


def _find(name: str) -> Path:
    for path in _files():
        if path.name == name:
            return path
    raise Http404


def _read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=default)


def _headers(message: EmailMessage) -> dict[str, str]:
    return {name: str(message[name] or "") for name in ("subject", "from", "to", "date")}


def _summary(path: Path) -> dict[str, str]:
    return {"name": path.name, **_headers(_read(path))}


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return part.get_content().partition("-" * 79)[0] if part else ""
