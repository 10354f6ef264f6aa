"""Serving part of a file, as video players ask for it (RFC 9110, section 14)."""

import re
from collections.abc import Iterator

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

CHUNK = 64 * 1024
SINGLE_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range, or None when it cannot be satisfied or is not understood."""
    match = SINGLE_RANGE.match(header.strip())
    if not match or not size or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else None
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end else None


def ranged_response(request: HttpRequest, file, *, content_type: str) -> HttpResponse:
    """The whole of `file`, or the range that the request asks for; 416 when there is no such part."""
    header = request.headers.get("Range", "")
    size = file.size
    if not header.startswith("bytes="):
        response = FileResponse(file.open("rb"), content_type=content_type)
        response["Accept-Ranges"] = "bytes"
        return response
    part = parse_range(header, size)
    if part is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = part
    response = StreamingHttpResponse(read_part(file.open("rb"), start, end), status=206, content_type=content_type)
    response["Content-Length"] = end - start + 1
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


def read_part(handle, start: int, end: int) -> Iterator[bytes]:
    """The bytes from `start` to `end`, both included; closes the file."""
    with handle:
        handle.seek(start)
        left = end - start + 1
        while left > 0:
            chunk = handle.read(min(CHUNK, left))
            if not chunk:
                return
            left -= len(chunk)
            yield chunk
